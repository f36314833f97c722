/** How much anaesthesia a hospital sends, and what is particular about it. Shares are per thousand. */
export interface Volume {
  readonly code: string;
  readonly cases: number;
  readonly children?: number;
  readonly men?: number;
  readonly blocks?: number;
  readonly neuraxial?: number;
  /** Share of nerve blocks that succeed; the norm asks for 930. */
  readonly blockSuccess?: number;
  readonly spinalHeadache?: number;
}

/** A sample of the year's anaesthetics, not all of them: the committed files stay small. */
export const anesthesiaVolumes: readonly Volume[] = [
  { code: 'H0101', cases: 900 },
  { code: 'H0102', cases: 760 },
  { code: 'H0103', cases: 800 },
  { code: 'H0104', cases: 700 },
  { code: 'H0106', cases: 760, men: 90, children: 240, neuraxial: 480, blocks: 15 },
  { code: 'H0107', cases: 420, neuraxial: 40, blocks: 40 },
  { code: 'H0201', cases: 620 },
  { code: 'H0202', cases: 640 },
  { code: 'H0203', cases: 620, neuraxial: 420, spinalHeadache: 230 },
  { code: 'H0204', cases: 560, neuraxial: 430 },
  { code: 'H0301', cases: 600 },
  { code: 'H0302', cases: 600 },
  { code: 'H0303', cases: 520, men: 230, children: 420, neuraxial: 330 },
  { code: 'H0304', cases: 480, neuraxial: 400 },
  { code: 'H0401', cases: 640 },
  { code: 'H0402', cases: 460 },
  { code: 'H0403', cases: 760, blocks: 520, neuraxial: 260, blockSuccess: 868 },
  { code: 'H0404', cases: 380, neuraxial: 470 },
  { code: 'H0501', cases: 600 },
  { code: 'H0502', cases: 460 },
  { code: 'H0503', cases: 420, neuraxial: 410 },
  { code: 'H0601', cases: 620 },
  { code: 'H0602', cases: 420 },
  { code: 'H0604', cases: 300, neuraxial: 460 },
];
