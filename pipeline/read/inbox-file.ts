/** A file waiting in the inbox. */
export interface InboxFile {
  /** Full path on this machine; never printed. */
  readonly path: string;
  /** Path inside the month's inbox, with `/`: the name people know the file by. */
  readonly label: string;
  /** The hospital code of its folder; null in the centre's folder, for flat files, and in folders of nobody. */
  readonly folder: string | null;
}
