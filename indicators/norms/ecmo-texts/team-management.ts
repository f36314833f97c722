import {
  all,
  allOf,
  answer,
  type Clause,
  persons,
  type Rule,
  reaches,
  review,
  yesNo,
} from '../../../pipeline/define/index.js';
import { person, rank } from '../../../pipeline/lists/person.js';
import { ecmoAccidentalDecannulation } from '../../ecmo/accidental-decannulation.js';
import { ecmoCannulationAccident } from '../../ecmo/cannulation-accident.js';
import { ecmoCircuitAir } from '../../ecmo/circuit-air.js';
import { ecmoConsent } from '../../ecmo/consent.js';
import { ecmoEffectiveRemoval } from '../../ecmo/effective-removal.js';
import { ecmoMajorComplications } from '../../ecmo/major-complications.js';
import { ecmoPumpStop } from '../../ecmo/pump-stop.js';
import { ecmoStartDiscussion } from '../../ecmo/start-discussion.js';
import { ecmoTeamManagement } from '../../texts/sources.js';
import { byStaff, reviewed, stated, statedEach } from '../wording/stated.js';
import { byFiguresAndProfile, byFiguresAndReview, watched } from './figures.js';
import { inText } from './in-text.js';

/** Asked once because three texts require continuing training. */
export const trainingGoesOn = yesNo(
  'E00-A03',
  'ECMO小组成员是否都参加相关培训并定期更新知识和技能？',
  'Are all members of the ECMO team trained, and their knowledge renewed at intervals?',
);

/** Asked once because four texts require effect and complications to be assessed. */
export const effectAssessed = yesNo(
  'E00-A08',
  '近12个月是否评估并反馈过ECMO的治疗效果、并发症及其处理情况？',
  'Were effect, complications and their treatment assessed and fed back in the last twelve months?',
);

/** Accidents and failures of a run that the cases record. */
export const eventsRecorded: readonly Rule[] = [
  watched(ecmoCannulationAccident),
  watched(ecmoAccidentalDecannulation),
  watched(ecmoCircuitAir),
  watched(ecmoPumpStop),
];

const ofTeam = (role: '医师' | '工程师' | '护士') => all(person.technique.is('ECMO'), person.role.is(role));
const one = (who: Parameters<typeof persons>[0], zh: string, en: string): Rule =>
  reaches(persons(who, zh, en), 1);

/** A: the rules of an ECMO team. */
export const teamManagement: readonly Clause[] = inText(ecmoTeamManagement, '小组管理制度', [
  {
    id: 'E00-A01',
    at: '二1',
    text: {
      zh: 'ECMO小组应由主治医师、临床工程师、预警护士等专业人员组成，每个成员的职责明确',
      en: 'the team has an attending physician, a clinical engineer and a nurse, with defined duties',
    },
    class: 'b',
    rule: allOf(
      one(
        all(ofTeam('医师'), person.rank.atLeast(rank.attending)),
        '主治以上ECMO医师',
        'attending physicians or higher of the team',
      ),
      one(ofTeam('工程师'), 'ECMO工程师', 'engineers of the team'),
      one(ofTeam('护士'), 'ECMO护士', 'nurses of the team'),
      answer(
        yesNo(
          'E00-A01',
          'ECMO小组每个成员的职责是否明确？',
          'Are the duties of every member of the team defined?',
        ),
      ),
    ),
    missing: {
      zh: '依据当日人员名册与医院填报；名册中没有ECMO人员、职称空白或未填报为未知',
      en: 'the staff list of the day and a statement; not known without ECMO staff, with blank titles, or unanswered',
    },
    confidence: 'seed',
    note: {
      zh: '“预警护士”疑为“专业护士”之误，按护士判定；“主治医师”按主治以上理解',
      en: '预警护士 is probably a slip for 专业护士 and read as nurse; attending is read as attending or higher',
    },
  },
  stated(
    'E00-A02',
    '二2',
    [
      '可设立成员轮换制度，以确保24小时不间断服务',
      'members may take turns, so that service never stops for 24 hours',
    ],
    ['ECMO小组能否通过轮班提供24小时不间断服务？', 'Does the team, in turns, serve 24 hours a day?'],
  ),
  {
    id: 'E00-A03',
    at: '二3',
    text: {
      zh: '小组成员应参加相关培训，确保技能熟练掌握，并持续学习和更新知识',
      en: 'members are trained and keep their knowledge up to date',
    },
    class: 'b',
    rule: answer(trainingGoesOn),
    missing: {
      zh: '依据医院填报的机构条件；未填报为未知',
      en: "the hospital's own statement; not answered is not known",
    },
    confidence: 'seed',
  },
  {
    id: 'E00-A04',
    at: '三1',
    text: {
      zh: '适应证的临床判断和评估由主治医师负责，充分讨论和评估患者病情和家属意见；确定适应证后及时组织小组成员开展工作',
      en: 'the attending physician judges the indication, discusses it with the family, and calls the team in time',
    },
    class: 'a+c',
    rule: allOf(watched(ecmoStartDiscussion), watched(ecmoConsent), review),
    missing: byFiguresAndReview,
    confidence: 'seed',
    note: {
      zh: '病例表记上机多学科讨论和知情同意，不记由谁判断适应证、何时召集小组',
      en: 'cases record the discussion and the consent, not who judged the indication nor when the team was called',
    },
  },
  reviewed('E00-A05', '三2', [
    '根据患者具体情况确定操作方案，操作遵循严格的操作规范，包括操作流程、协作和风险控制',
    'a plan for each patient; the procedure follows strict rules of process, teamwork and risk',
  ]),
  reviewed('E00-A06', '三3', [
    '及时与家属沟通病情和治疗方案，并对家属情绪实施心理干预',
    'families are kept informed and given psychological support',
  ]),
  stated(
    'E00-A07',
    '四1',
    [
      '定期召开ECMO小组例会，对工作中存在的问题进行讨论和解决，总结经验教训',
      'the team meets regularly and solves its problems',
    ],
    [
      '近12个月是否定期召开ECMO小组例会并留有记录？',
      'Did the team meet regularly in the last twelve months, with minutes kept?',
    ],
  ),
  {
    id: 'E00-A08',
    at: '四2',
    text: {
      zh: '建立质量评估机制，定期评估并反馈治疗效果、并发症及处理情况',
      en: 'effect and complications are assessed and fed back at intervals',
    },
    class: 'a+b',
    rule: allOf(watched(ecmoEffectiveRemoval), watched(ecmoMajorComplications), answer(effectAssessed)),
    missing: byFiguresAndProfile,
    confidence: 'seed',
  },
  statedEach(
    'E00-A09',
    '四3',
    [
      '实施质量控制措施，如严格执行操作规范、进行操作技能培训和评估',
      'quality is controlled: rules carried out, skills trained and assessed',
    ],
    [
      'rules',
      '是否有ECMO操作规范并检查执行情况？',
      'Are there rules of procedure, and is it checked that they are kept?',
    ],
    ['skills', '是否对ECMO操作技能进行培训和考核？', 'Are the skills trained and assessed?'],
  ),
  reviewed('E00-A10', '五1–2', [
    '小组成员具备丰富的临床经验和技能，能处理危急情况；建立严格的操作标准和安全控制措施',
    'members have the experience to handle emergencies; strict standards and safety controls',
  ]),
  {
    id: 'E00-A11',
    at: '五3',
    text: {
      zh: '完善事故报告和处理机制，对ECMO操作中的不良事件进行记录和分析，及时采取改进措施',
      en: 'adverse events are reported, recorded and analysed, and improvements made in time',
    },
    class: 'a+b',
    rule: allOf(
      ...eventsRecorded,
      answer(
        yesNo(
          'E00-A11.reporting',
          '是否建立ECMO不良事件报告和处理机制？',
          'Is there a system to report and handle adverse events of ECMO?',
        ),
      ),
      answer(
        yesNo(
          'E00-A11.analysis',
          '近12个月的ECMO不良事件是否均已分析并采取改进措施？没有发生填是',
          'Was every adverse event of the last twelve months analysed and followed by improvement? Yes where there was none',
        ),
      ),
    ),
    missing: byFiguresAndProfile,
    confidence: 'seed',
    note: {
      zh: '病例表所记的不良事件为置管意外、意外脱管、循环管路进气与停泵',
      en: 'the events that cases record are cannulation accidents, decannulation, air in the circuit and pump stops',
    },
  },
  {
    id: 'E00-A12',
    at: '六1',
    text: {
      zh: '小组成员应接受系统的培训，并通过相关考核取得资质证书',
      en: 'members are systematically trained, pass an examination and hold a certificate',
    },
    class: 'b',
    rule: {
      op: 'every person',
      who: person.technique.is('ECMO'),
      title: { zh: 'ECMO人员', en: 'ECMO staff' },
      must: all(person.trained.isTrue(), person.passed.isTrue()),
      none: 'not known',
    },
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '名册不记证书，培训合格且考核合格即视为取得',
      en: 'the list holds no certificates; trained and passed stands for one',
    },
  },
]);
