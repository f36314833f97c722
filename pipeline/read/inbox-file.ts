/** A file waiting in the inbox. */
export interface InboxFile {
  /** Full path on this machine; never printed. */
  readonly path: string;
  /** Path inside the month's inbox, with `/`: the name people know it by. */
  readonly label: string;
  /** The hospital code of the folder it lies in; null for the centre's own folder, files that lie flat, and folders of nobody. */
  readonly folder: string | null;
}
