/** The parts that can be served each by itself, by name: for the command line, which loads none of them to say what there is. */
export const partNames: readonly string[] = ['directory', 'exchange', 'projects', 'access', 'node'];
