/**
 * Name and version of this program. They stand here and in `package.json`, which a test holds together: read when it runs, they would be
 * those of whatever package the program is copied into.
 */
export const program = 'zhikong 0.1.0';
