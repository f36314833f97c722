import { allOf, answer, type Clause, itemsOf, scope } from '../../../pipeline/define/index.js';
import { ecmoInterpretation } from '../../texts/sources.js';
import { byProfile, stated } from '../wording/stated.js';
import { asInG11, inText } from './in-text.js';

/** The topics of assessment that the interpretation names; G11 of 2022 adds deaths, follow-up and charts. */
const topics = ['case_selection', 'complications', 'adverse_events', 'aftercare', 'quality_of_life'].map(
  (name) => `E22-039.${name}`,
);
const assessed = itemsOf(asInG11('E22-039')).filter(({ id }) => topics.includes(id));

/** D: what the interpretation adds. */
export const interpretation: readonly Clause[] = inText(ecmoInterpretation, '解读', [
  {
    ...stated(
      'E00-D01',
      '三',
      [
        '各省级卫生健康行政部门应当加强辖区内ECMO技术临床应用的管理和质量控制，做好相关数据信息的收集、分析和反馈',
        'the province collects and analyses the data of ECMO and feeds them back',
      ],
      [
        '近12个月是否收到省级质控中心对本院ECMO数据的分析和反馈？',
        'Did the provincial centre analyse the ECMO data of the hospital and feed them back in the last twelve months?',
      ],
    ),
    note: {
      zh: '条款约束省级，不约束医院：医院只说明是否收到反馈，未收到不是医院的不足',
      en: 'binds the province and not the hospital, which only says whether anything came back; that nothing did is no fault of its own',
    },
  },
  {
    id: 'E00-D02',
    at: '三',
    text: {
      zh: '鼓励各省级卫生健康行政部门结合实际情况，将ECMO技术纳入省级限制类技术管理',
      en: 'provinces are encouraged to make ECMO a restricted technique of their own',
    },
    class: 'scope',
    rule: scope,
    missing: { zh: '无需数据', en: 'needs no data' },
    confidence: 'seed',
    note: {
      zh: '鼓励省级管理，医院无从符合；2022年起ECMO已是国家限制类技术',
      en: 'encourages provinces, and no hospital can meet it; since 2022 ECMO is restricted nationally',
    },
  },
  {
    id: 'E00-D03',
    at: '三',
    text: {
      zh: '成立专家组统筹管理；纳入医师手术授权并动态管理；制定标准化操作流程；建立健全监测和评估制度，定期就病例选择、并发症、医疗不良事件、术后患者管理、患者生存质量等开展评估',
      en: 'expert group, authorisation that is granted and withdrawn, standard process, monitoring, and assessment of five topics',
    },
    class: 'b',
    rule: allOf(
      asInG11('E22-022'),
      asInG11('E22-024'),
      asInG11('E22-030'),
      asInG11('E22-038'),
      ...assessed.map(answer),
    ),
    missing: byProfile,
    confidence: 'seed',
    note: {
      zh: '与 E22-022、024、030、038 及 039 的五个方面同问同答，不另填报',
      en: 'asks what E22-022, 024, 030, 038 and five topics of 039 ask, and is answered with them',
    },
  },
]);
