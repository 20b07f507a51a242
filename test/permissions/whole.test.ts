/** The whole: who sees what, what lists may be asked, and at last a house without its walls: what is taken away stays away. */
import './matrix.ts';
import './questions.ts';
import './fallen.ts';
