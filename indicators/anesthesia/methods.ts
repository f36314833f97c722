import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';

const { methods } = anesthesiaCases.columns;

/** Blocks of a nerve or plexus. */
export const nerveBlock = methods.includes('神经阻滞');

/** Epidurals; a combined spinal-epidural is both. A caudal is not among them: the standard speaks of 硬膜外. */
export const epidural = methods.includes('硬膜外麻醉', '腰硬联合麻醉');

/** Spinals; a combined spinal-epidural is both. */
export const spinal = methods.includes('腰麻', '腰硬联合麻醉');

/** Everything done in the spinal canal (椎管内). */
export const neuraxial = methods.includes('硬膜外麻醉', '腰麻', '腰硬联合麻醉', '骶管麻醉');

/** General anaesthetics, alone or beside a block. */
export const general = methods.includes('全身麻醉');

/** Blocks of a region (区域阻滞): in the spinal canal or of a nerve or plexus. */
export const regional = methods.includes('硬膜外麻醉', '腰麻', '腰硬联合麻醉', '骶管麻醉', '神经阻滞');
