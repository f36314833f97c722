import type { Clause } from '../../../pipeline/define/index.js';
import { stated } from '../wording/stated.js';

/** 一（五）: the operating room for cardiovascular surgery. */
export const operatingRoom: readonly Clause[] = [
  stated(
    'V22-015',
    '一（五）1',
    ['符合心脏大血管外科无菌操作条件', 'fit for aseptic cardiovascular surgery'],
    [
      '心脏大血管外科专用手术室是否符合无菌操作条件？',
      'Is the cardiovascular operating room fit for aseptic work?',
    ],
  ),
  stated(
    'V22-016',
    '一（五）2',
    ['具备麻醉机', 'an anaesthesia machine'],
    ['心脏大血管外科专用手术室是否有麻醉机？', 'Is there an anaesthesia machine in that operating room?'],
  ),
  stated(
    'V22-017',
    '一（五）2',
    ['具备体外循环机', 'a heart-lung machine'],
    ['心脏大血管外科专用手术室是否有体外循环机？', 'Is there a heart-lung machine in that operating room?'],
  ),
  stated(
    'V22-018',
    '一（五）2',
    ['具备IABP设备', 'an intra-aortic balloon pump'],
    [
      '心脏大血管外科专用手术室是否有IABP设备？',
      'Is there an intra-aortic balloon pump in that operating room?',
    ],
  ),
  stated(
    'V22-019',
    '一（五）2',
    ['具备ECMO相关设备', 'equipment for ECMO'],
    ['心脏大血管外科专用手术室是否有ECMO相关设备？', 'Is there equipment for ECMO in that operating room?'],
  ),
  stated(
    'V22-020',
    '一（五）2',
    ['具备连续心排量监护仪', 'a monitor of continuous cardiac output'],
    [
      '心脏大血管外科专用手术室是否有连续心排量监护仪？',
      'Is there a monitor of continuous cardiac output in that operating room?',
    ],
  ),
  stated(
    'V22-021',
    '一（五）3',
    ['有专用空气层流设施', 'laminar air flow of its own'],
    [
      '心脏大血管外科专用手术室是否有专用空气层流设施？',
      'Has that operating room laminar air flow of its own?',
    ],
  ),
];
