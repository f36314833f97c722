/** A name of ours as a quoted SQL identifier. Only for names of the catalogue, never for a text from a file. */
export function sqlName(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name))
    throw new RangeError(`not a catalogue identifier: ${JSON.stringify(name)}`);
  return `"${name}"`;
}

/** A constant of ours as an SQL text literal. Values from files are bound or read from tables, never written here. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
