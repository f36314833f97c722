/**
 * Name and version of this program, also in `package.json`; a test compares them. Read at run time, they would be those of whatever package
 * the program is copied into.
 */
export const program = 'zhikong 0.1.0';
