/** The parts: subgraphs by themselves, and acts. */
import './apart.ts';
import './payloads.ts';
