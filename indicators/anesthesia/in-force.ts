import { cite } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015, anesthesiaIndicators2022 } from '../texts/sources.js';

/* Neither edition at hand says from which day it is in force. */

export const inForce2015 = cite(anesthesiaIndicators2015, {
  clause: '施行日期',
  confidence: 'derived',
  note: {
    zh: '未见施行日期；按版本年份，自2015年1月1日适用至2021年12月31日',
    en: 'no in-force date was found; by the years of the editions it is taken to apply from 2015-01-01 to 2021-12-31',
  },
});

export const inForce2022 = cite(anesthesiaIndicators2022, {
  clause: '施行日期',
  confidence: 'derived',
  note: {
    zh: '未见施行日期；按版本年份，自2022年1月1日起适用',
    en: 'no in-force date was found; by the year of the edition it is taken to apply from 2022-01-01',
  },
});
