import { allOf, answer, type Clause, review } from '../../../pipeline/define/index.js';
import { ecmoBleeding } from '../../ecmo/bleeding.js';
import { ecmoBloodstreamInfection } from '../../ecmo/bloodstream-infection.js';
import { ecmoCompleteRecord } from '../../ecmo/complete-record.js';
import { ecmoStartDiscussion } from '../../ecmo/start-discussion.js';
import { ecmoThromboembolism } from '../../ecmo/thromboembolism.js';
import { ecmoVolume } from '../../ecmo/volume.js';
import { ecmoTreatmentNorm } from '../../texts/sources.js';
import { byProfile, reviewed, statedEach } from '../wording/stated.js';
import { qualitySystem } from './case-management.js';
import { byFigures, byFiguresAndReview, watched } from './figures.js';
import { inText } from './in-text.js';
import { effectAssessed } from './team-management.js';

/** E: how ECMO treatment is managed. */
export const treatment: readonly Clause[] = inText(ecmoTreatmentNorm, '治疗规范', [
  {
    id: 'E00-E01',
    at: '2.1',
    text: {
      zh: '适应症：重症呼吸衰竭（包括ARDS、严重气体交换功能障碍等）、重度心衰（包括心肌梗死、心脏移植等手术后重症患者）、其他适合ECMO辅助治疗的病例',
      en: 'indications: severe respiratory failure such as ARDS, severe heart failure such as infarction or after transplantation, and other suitable cases',
    },
    class: 'a',
    rule: watched(ecmoVolume),
    missing: byFigures,
    confidence: 'derived',
    note: {
      zh: '“其他适合的病例”使范围不封闭，任何病例都不在范围之外；只看近12个月有无病例',
      en: 'other suitable cases leave the list open, so that no case falls outside it; only whether there are cases is seen',
    },
  },
  {
    id: 'E00-E02',
    at: '2.2',
    text: {
      zh: '禁忌症：不可逆的多器官功能衰竭；无法进行ECMO支持的并发症，如无法抗凝的出血风险；其他不适合的患者',
      en: 'contra-indications: irreversible failure of several organs, no anticoagulation possible, other unsuitable patients',
    },
    class: 'a+c',
    rule: allOf(watched(ecmoVolume), review),
    missing: byFiguresAndReview,
    confidence: 'seed',
    note: {
      zh: '病例表不记禁忌症，由评审人抽查病历',
      en: 'cases record no contra-indications; a reviewer looks into charts',
    },
  },
  {
    id: 'E00-E03',
    at: '3.1.1',
    text: {
      zh: '评估患者是否适合ECMO治疗；进行全面的病情评估和实验室检查，包括血液生化指标、心电图、胸片等',
      en: 'full assessment and tests before ECMO: biochemistry, electrocardiogram, chest film and the like',
    },
    class: 'a',
    rule: watched(ecmoStartDiscussion),
    missing: byFigures,
    confidence: 'derived',
    note: {
      zh: '病例表不逐项记检查，按上机前多学科讨论有无记录判定',
      en: 'cases do not list the tests; judged by whether the discussion before the start is on record',
    },
  },
  statedEach(
    'E00-E04',
    '3.1.2',
    [
      '确保设备和人员的充足准备，包括ECMO装置的检查和准备，以及医务人员的培训和参与准备工作',
      'equipment is checked and ready, and staff are trained and take part',
    ],
    [
      'equipment',
      '上机前是否检查并备好ECMO装置并留有记录？',
      'Is the device checked and readied before the start, with records?',
    ],
    [
      'staff',
      '参与上机的人员是否经过培训并参与准备？',
      'Are the staff of a start trained, and part of its preparation?',
    ],
  ),
  reviewed('E00-E05', '3.2.1', [
    '确保操作环境的无菌与安全，选择合适的插管部位和方式，合理设置ECMO参数',
    'sterile and safe procedure, suitable site and way of cannulation, suitable settings',
  ]),
  {
    id: 'E00-E06',
    at: '3.2.2',
    text: {
      zh: '定期监测患者的生命体征、血气分析、血液凝血指标等，并及时调整ECMO参数',
      en: 'vital signs, blood gases and coagulation are monitored and settings adjusted',
    },
    class: 'a',
    rule: watched(ecmoCompleteRecord),
    missing: byFigures,
    confidence: 'derived',
    note: {
      zh: '病例表不记监测值；只看辅助过程有无填报完整率可看，不能说明监测频次',
      en: 'cases hold no monitored values; only whether records of the course are there is seen, which tells nothing of how often',
    },
  },
  {
    id: 'E00-E07',
    at: '3.3',
    text: {
      zh: '监测并发症的发生，包括出血、感染、血栓等，及时发现并处理',
      en: 'complications are watched for: bleeding, infection, thrombosis',
    },
    class: 'a',
    rule: allOf(watched(ecmoBleeding), watched(ecmoBloodstreamInfection), watched(ecmoThromboembolism)),
    missing: byFigures,
    confidence: 'seed',
  },
  {
    id: 'E00-E08',
    at: '4.1',
    text: {
      zh: '建立ECMO技术治疗相关的质量管理制度，定期评估和监测ECMO治疗的质量与安全',
      en: 'a system of quality, and quality and safety assessed at intervals',
    },
    class: 'b',
    rule: allOf(answer(qualitySystem), answer(effectAssessed)),
    missing: byProfile,
    confidence: 'seed',
  },
  {
    id: 'E00-E09',
    at: '4.2',
    text: {
      zh: '对每例ECMO治疗进行评估与总结，总结经验，提高治疗水平',
      en: 'every case is assessed and summed up',
    },
    class: 'a',
    rule: {
      op: 'figure',
      indicator: ecmoCompleteRecord,
      sign: '>=',
      value: { num: 1, den: 1 },
      period: 'rolling12',
    },
    missing: {
      zh: '依据近12个月病例的填报完整率；当期没有到期的病例为不适用或未知',
      en: 'the share of complete records of twelve months; not applicable or not known without a case that is due',
    },
    confidence: 'derived',
    note: {
      zh: '病例表不记总结；结局与并发症均填报完整，视为该例已评估',
      en: 'cases hold no summary; a record complete in outcome and complications stands for one that was assessed',
    },
  },
]);
