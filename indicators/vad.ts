import type { Declared } from './declared.js';
import { vad2022 } from './norms/vad-2022.js';
import { vadBacteremia } from './vad/bacteremia.js';
import { vadBarcodeKept } from './vad/barcode-kept.js';
import { vadConsent } from './vad/consent.js';
import { vadCorrectIndication } from './vad/correct-indication.js';
import { vadCorrectIndication2017 } from './vad/correct-indication-2017.js';
import { vadDeciders } from './vad/deciders.js';
import { vadDrivelineInfection } from './vad/driveline-infection.js';
import { vadEffectiveRemoval } from './vad/effective-removal.js';
import { vadEthicsApproval } from './vad/ethics-approval.js';
import { vadFollowup1y } from './vad/followup-1y.js';
import { vadFollowup3y } from './vad/followup-3y.js';
import { vadFollowup5y } from './vad/followup-5y.js';
import { vadHemolysis } from './vad/hemolysis.js';
import { vadLongTermVolume } from './vad/long-term-volume.js';
import { vadMajorComplications } from './vad/major-complications.js';
import { vadMechanicalFailure } from './vad/mechanical-failure.js';
import { vadMediastinalInfection } from './vad/mediastinal-infection.js';
import { vadMortality30d } from './vad/mortality-30d.js';
import { vadNeurologicComplication } from './vad/neurologic-complication.js';
import { vadRenalFailure } from './vad/renal-failure.js';
import { vadReportDays } from './vad/report-days.js';
import { vadReported } from './vad/reported.js';
import { vadReportedInTime } from './vad/reported-in-time.js';
import { vadRightHeartFailure } from './vad/right-heart-failure.js';
import { vadSurvival1y } from './vad/survival-1y.js';
import { vadSurvival3y } from './vad/survival-3y.js';
import { vadSurvival5y } from './vad/survival-5y.js';
import { vadThromboembolism } from './vad/thromboembolism.js';
import { vadTransplant } from './vad/transplant.js';
import { vadTransplant1y } from './vad/transplant-1y.js';
import { vadTransplant3y } from './vad/transplant-3y.js';
import { vadTransplant5y } from './vad/transplant-5y.js';
import { vadUnplannedSurgery } from './vad/unplanned-surgery.js';
import { vadVisceralBleeding } from './vad/visceral-bleeding.js';
import { vadVolume } from './vad/volume.js';

/** The indicators of ventricular assist devices, in report order, and the norms of VAD. */
export const vad: Declared = {
  indicators: [
    vadCorrectIndication,
    vadCorrectIndication2017,
    vadEffectiveRemoval,
    vadMortality30d,
    vadTransplant,
    vadTransplant1y,
    vadTransplant3y,
    vadTransplant5y,
    vadMajorComplications,
    vadBacteremia,
    vadMediastinalInfection,
    vadDrivelineInfection,
    vadVisceralBleeding,
    vadUnplannedSurgery,
    vadHemolysis,
    vadThromboembolism,
    vadRightHeartFailure,
    vadNeurologicComplication,
    vadRenalFailure,
    vadMechanicalFailure,
    vadFollowup1y,
    vadFollowup3y,
    vadFollowup5y,
    vadSurvival1y,
    vadSurvival3y,
    vadSurvival5y,
    vadVolume,
    vadLongTermVolume,
    vadDeciders,
    vadConsent,
    vadEthicsApproval,
    vadBarcodeKept,
    vadReported,
    vadReportedInTime,
    vadReportDays,
  ],
  norms: [vad2022],
};
