import { fontFamily } from '../charts/theme.js';
import { directorStyle } from './director-style.js';

/** The only style sheet, for all pages. It names no file and no address. */
export const style = `
:root{--ink:#1d2a36;--soft:#52606d;--faint:#66727e;--line:#dde3e8;--wash:#f5f7f8;--paper:#fff;--accent:#174f7c;--met:#1f6aa5;--not-met:#c2410c;--open:#5b6876;--binding:#7a4b00}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:3.5rem}
body{margin:0;background:var(--wash);color:var(--ink);font:15px/1.6 ${fontFamily};font-variant-numeric:tabular-nums}
a{color:var(--accent);text-decoration-color:#a9c3d8;text-underline-offset:.18em}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
h1,h2,h3,p,dl,dd,ul,figure{margin:0}
h1{font-size:2.1rem;line-height:1.25;font-weight:700;letter-spacing:.01em;overflow-wrap:anywhere}
h1 span{font-weight:400;color:var(--soft)}
h2{font-size:1.45rem;line-height:1.3;font-weight:700;padding-bottom:.5rem;border-bottom:2px solid var(--ink);margin-bottom:1.25rem}
h3{font-size:1.05rem;line-height:1.4;font-weight:700}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:3}
.page-head{max-width:1180px;margin:0 auto;padding:2.5rem 2rem 1.25rem}
.subject{color:var(--accent);font-weight:500;letter-spacing:.04em}
.when{margin-top:.5rem;color:var(--soft);display:flex;flex-wrap:wrap;gap:.2rem 1.25rem}
.when b{color:var(--ink)}
.back{margin-bottom:.75rem}
.contents{position:sticky;top:0;z-index:2;background:var(--paper);border-block:1px solid var(--line)}
.contents ul{max-width:1180px;margin:0 auto;padding:0 2rem;list-style:none;display:flex;gap:0 1.5rem;overflow-x:auto;scrollbar-width:none}
.contents a{display:block;padding:.65rem 0;white-space:nowrap;text-decoration:none;color:var(--soft);font-size:.92rem}
.contents a:hover{color:var(--accent)}
main{max-width:1180px;margin:0 auto;padding:1.5rem 2rem 4rem}
.cover,.part{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:1.75rem 2rem 2rem;margin-bottom:1.5rem}
.cover h2{border:0;margin-bottom:.25rem;padding:0;font-size:1.05rem;color:var(--accent);letter-spacing:.08em}
.lead{padding:.25rem 0 1.25rem}
.lead-period{font-size:1.1rem;color:var(--soft)}
.lead-figure{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.25rem;margin:.15rem 0 .6rem}
.lead-figure .value b{font-size:3rem;line-height:1.15;letter-spacing:-.01em}
.lead-figure .value small{font-size:1.35rem;color:var(--ink);margin-left:.6rem}
.lead-interval{color:var(--soft);font-size:1.05rem}
.lead-figure .range b{font-size:3rem;line-height:1.15;letter-spacing:-.01em}
.lead-figure .range small{font-size:1.35rem}
.lead-figure .as-counted .value b{font-size:1.6rem}
.lead-figure .as-counted .value small{font-size:1.1rem;margin-left:.25rem}
.unlisted{margin:-1rem 0 1.75rem}
.comparison{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;max-width:52rem}
.comparison dt{color:var(--soft)}
.comparison dd{margin:0}
.panels{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr) minmax(0,1fr) minmax(0,1fr);gap:.85rem;margin-bottom:1.75rem;align-items:start}
.panels.three{grid-template-columns:minmax(0,1fr) minmax(0,2fr) minmax(0,1fr);margin:.75rem 0 0}
.panel.cannot_tell ul{columns:2;column-gap:1.25rem}
.panel li{break-inside:avoid}
.panel h4{margin:0;font-size:1.02rem}
.panel{border-top:4px solid var(--open);background:var(--wash);padding:.8rem .85rem 1rem;border-radius:0 0 5px 5px;min-width:0}
.panel.met{border-color:var(--met)}.panel.not_met{border-color:var(--not-met)}.panel.none{border-top:4px dotted #b6c0c9}
.panel.none{color:inherit;font-size:inherit}
.formal{font-size:.82em;color:var(--not-met);white-space:nowrap}
.panel h3,.panel h4{display:flex;gap:.35em;align-items:baseline}
.panel .count{margin-left:auto;font-weight:700;white-space:nowrap}
.needed{white-space:nowrap}
.panel ul{list-style:none;padding:0;margin:.6rem 0 0}
.panel li{padding:.38rem 0;border-top:1px solid var(--line);font-size:.92rem;line-height:1.45}
.panel li>span,.panel li>small{display:block}
.who{overflow-wrap:anywhere}
.empty{margin-top:.6rem;color:var(--soft)}
.n,small{color:var(--soft);font-size:.9em;font-weight:400}
.value b{font-weight:700}
.value small{white-space:nowrap}
.mark{font-size:.9em}
.mark.met{color:var(--met)}.mark.not_met{color:var(--not-met)}.mark.cannot_tell{color:var(--open)}.none-mark{color:var(--faint)}
.tag{display:inline-block;font-size:.76rem;line-height:1.5;color:var(--binding);background:#fdf3dd;border-radius:3px;padding:0 .4em;white-space:nowrap}
.stale{display:inline-block;font-size:.74rem;line-height:1.45;color:var(--ink,#222);border:1px solid #9aa5b0;border-radius:3px;padding:0 .35em;font-weight:400}
.few{display:inline-block;font-size:.74rem;line-height:1.45;color:var(--soft);border:1px dashed #9aa5b0;border-radius:3px;padding:0 .35em;white-space:nowrap;font-weight:400}
.none{color:var(--soft);font-style:normal;font-size:.92em}
.hidden-small{background:repeating-linear-gradient(135deg,#eceff2 0 4px,#f8f9fa 4px 8px);padding:0 .4em;border-radius:3px}
.not-due{border-bottom:1px dashed #9aa5b0}
.all-unknown{border:1px dotted #9aa5b0;border-radius:3px;padding:0 .35em}
.no-data{color:var(--faint);font-style:italic}
.zero b{border-bottom:2px solid var(--ink)}
.zero-count{color:var(--faint)}
.others{border-top:1px solid var(--line);padding-top:1.25rem;margin-top:1.5rem}
.others h3,.missing h3{margin-bottom:.35rem}
.missing dl,.method,.provenance,.def-list{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.35rem 1.25rem}
.missing dt,.method dt,.provenance dt{font-weight:700;line-height:1.5}
.missing dd,.method dd,.provenance dd{margin:0;min-width:0;overflow-wrap:anywhere}
.missing ul{padding-left:1.1em}
.missing{border-top:1px solid var(--line);padding-top:1.25rem}
.missing dl{font-size:.94rem}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem}
.tile{border:1px solid var(--line);border-radius:5px;padding:.9rem 1rem 1rem;min-width:0}
.tile h3{font-size:.98rem}
.tile h3 a{color:inherit;text-decoration:none}
.tile h3 a:hover{text-decoration:underline}
.tile .big{margin:.35rem 0 .1rem}
.tile .big .value b{font-size:1.75rem;line-height:1.2}
.tile .big .value small{font-size:1rem;color:var(--ink);margin-left:.25rem}
.tile .big .range{display:block}
.tile .big .range b{font-size:1.5rem;line-height:1.2}
.tile .big .as-counted .value b{font-size:1.05rem}
.tile .against{margin-top:.3rem;font-size:.92rem}
.tile .open{margin-top:.3rem;padding-top:.3rem;border-top:1px solid var(--line)}
.chart-box{margin:0 0 2.5rem}
.chart-box:last-child{margin-bottom:0}
.code{font-size:.78em;font-weight:500;color:var(--faint);letter-spacing:.02em;white-space:nowrap;margin-right:.25em}
.subtitle{color:var(--soft);font-size:.92rem}
.definition{font-size:.9rem;margin:.35rem 0 .75rem;padding-left:.8rem;border-left:3px solid var(--line)}
.meaning{color:var(--ink)}
.clause{margin-left:.75em;color:var(--soft);font-size:.94em}
.clause em,.inferred{color:var(--binding);font-style:normal}
summary{cursor:pointer;color:var(--accent)}
.def-list{font-size:.88rem;grid-template-columns:minmax(5rem,7rem) 1fr;gap:.2rem 1rem;padding:.4rem 0 .2rem}
.def-list dt{color:var(--soft)}
.def-list dd{margin:0;min-width:0;overflow-wrap:anywhere}
.confidence{color:var(--faint);font-size:.92em;white-space:nowrap}
.note{color:var(--soft)}
.hash{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:.82em;color:var(--faint);overflow-wrap:anywhere}
.hashes{font-size:.82em;color:var(--soft)}
.chart svg{display:block;width:100%;height:auto;font-family:${fontFamily};font-variant-numeric:tabular-nums}
.chart.narrow{display:none}
.grid .chart{max-width:560px}
.position{display:grid;grid-template-columns:minmax(0,560px) minmax(0,1fr);gap:1rem 2.5rem;align-items:center}
.chart-note{font-size:.84rem;line-height:1.55;color:var(--soft);margin:.35rem 0 .6rem;max-width:60rem}
.rest{font-size:.88rem;margin-bottom:.4rem}
.more{margin:1rem 0 1rem;padding-top:1.25rem;border-top:1px solid var(--line)}
.grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:2.25rem 2.5rem;align-items:start}
.grid .chart-box{margin:0}
.smalls{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1.5rem 2rem;align-items:start}
.smalls .chart-box{margin:0}
.chart-box.small h4{margin:0 0 .2rem}
.chart.one,.single .chart{max-width:760px}
.methods td{vertical-align:top}
.table-box{margin-bottom:.5rem}
.scroll{overflow-x:auto;margin:.4rem 0 .5rem}
table{border-collapse:collapse;width:100%;font-size:.87rem;line-height:1.45}
th,td{text-align:left;vertical-align:top;padding:.4rem .55rem;border-bottom:1px solid var(--line)}
thead th{font-weight:500;color:var(--soft);border-bottom:1.5px solid var(--ink);vertical-align:bottom;font-size:.94em}
tbody th{font-weight:500;min-width:9rem;overflow-wrap:anywhere}
th:first-child,td:first-child{padding-left:.25rem}
.num,.nil,.figures td,.scores td:nth-child(2),.scores td:nth-child(3){text-align:right;white-space:nowrap}
.nil{color:var(--faint)}
thead .num{white-space:normal}
tr.strong>*{background:#fff6e0}
tr.group th{background:var(--wash);font-weight:700;padding-top:.6rem}
tr.stratum th{font-weight:400;padding-left:1.5rem}
.figures td{min-width:2.6rem}
.figures .text{text-align:left;white-space:normal}
.figures .text,.settling td{min-width:9.5rem}
.figures .text:last-child,.settling td:last-child{min-width:14rem}
.standings thead .num{min-width:4.6rem}
.standings .names{min-width:16rem}
.subgroups{margin:-1.5rem 0 2.5rem}
.all td{min-width:9.5rem}
.all td:nth-child(4){min-width:5.5rem}
.all td:last-child{min-width:14rem}
.all th{min-width:12rem}
.other-period{margin-top:.4rem;padding-top:.3rem;border-top:1px dashed var(--line)}
.file,cite{font-style:normal;font-size:.9em;color:var(--soft);overflow-wrap:anywhere}
.refusal{color:var(--not-met);margin-top:.2rem;min-width:18rem}
.status,.severity{white-space:nowrap}
.status.refused,.severity.refusal,.severity.error{color:var(--not-met);font-weight:700}
.status.missing{color:var(--soft);font-weight:700}
.rule{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:.85em;color:var(--faint)}
code{font:.92em ui-monospace,Consolas,Menlo,monospace,${fontFamily};background:var(--wash);padding:.05em .3em;border-radius:3px;overflow-wrap:anywhere}
.problems td:last-child{min-width:20rem}
.part>h3{margin:1.25rem 0 .4rem}
.part>h2+h3{margin-top:0}
.method dd{max-width:52rem}
.def{padding:.8rem 0;border-top:1px solid var(--line);break-inside:avoid}
.def:first-child{border-top:0;padding-top:0}
.def:target{background:#fff6e0}
.to-correct{margin:0 0 .5rem;font-weight:700}
.to-correct a{color:var(--not-met)}
.answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.85rem;margin-top:1rem;align-items:start}
.answer b{font-size:1.5rem;line-height:1.3}
.result{display:inline-block;font-size:.82rem;line-height:1.5;border-radius:3px;padding:0 .45em;white-space:nowrap;border:1px solid var(--line);background:var(--wash)}
.result.met{color:var(--met);border-color:currentColor}
.result.not_met{color:#fff;background:var(--not-met);border-color:var(--not-met)}
.result.open{color:var(--open);border-style:dashed;border-color:currentColor}
.result.review{color:var(--binding);background:#fdf3dd;border-color:#e9d3a4}
.result.aside{color:var(--faint)}
.panel li>.result{display:inline-block}
.results{display:flex;flex-wrap:wrap;gap:.4rem;margin-bottom:.6rem}
.evidence,.clauses ul{margin:0;padding-left:1.1em}
tr.reason td{padding-top:.9rem;color:var(--soft)}
tr.without th{font-weight:400}
tr.without td{line-height:1.7}
.clauses td:first-of-type{min-width:15rem;max-width:26rem}
.clauses td:last-child{min-width:18rem}
.clauses tr:target>*{background:#fff6e0}
.warning{border-left:4px solid #e9b44c;background:#fdf3dd;padding:.6rem .9rem;margin:0 0 1rem}
svg.small{width:96px;height:22px;display:inline-block;vertical-align:middle;fill:none;stroke:var(--accent);stroke-width:1.5}
svg.small .at{stroke:#7b8794;stroke-width:1;stroke-dasharray:3 2}
svg.small .dots{stroke-width:4;stroke-linecap:round}
svg.small .open{stroke:#8fb0cb;stroke-width:3}
svg.strip{stroke:#7b8794}
svg.strip .at{stroke-dasharray:none}
svg.strip .own{fill:var(--not-met);stroke:var(--paper);stroke-width:1}
.verdicts{font-size:1.15rem;font-weight:700;margin-bottom:.75rem}
.absent{padding-left:1.1em;margin-bottom:.75rem}
.cover h3{margin-top:1rem}
.standing td:nth-child(2){min-width:11rem}
.standing td:nth-child(3){min-width:9rem}
.own th{min-width:16rem}
.own td:nth-child(2){min-width:9rem}
.review td:nth-child(2){white-space:nowrap}
.review td:nth-child(3){min-width:12rem}
.review td:last-child{min-width:12rem}
.why{font-weight:700}
.why.failed{color:var(--not-met)}
small.meaning{display:block}
.labels{list-style:none;padding:0;font-size:.82rem}
.print,.phone{display:none}
@media screen and (max-width:1000px){.panels,.panels.three,.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}.panel.cannot_tell ul{columns:1}}
@media screen and (max-width:760px){
.phone{display:block}
small.meaning{display:none}
body{font-size:14.5px}
.page-head{padding:1.5rem 1rem 1rem}
h1{font-size:1.55rem}
main{padding:.75rem .5rem 3rem}
.contents ul{padding:0 1rem}
.cover,.part{padding:1.1rem .9rem 1.25rem;border-radius:4px;margin-bottom:.9rem}
.panels,.panels.three,.grid,.position,.smalls{grid-template-columns:minmax(0,1fr)}
.scroll th:first-child,.scroll thead th:first-child{position:sticky;left:0;background:var(--paper);z-index:1}
.scroll tr.strong th:first-child{background:#fff6e0}
.scroll tr.group th:first-child{position:static}
.tiles{grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:.6rem}
.tile{padding:.7rem .7rem .8rem}
.tile .big .value b{font-size:1.4rem}
.lead-figure .value b{font-size:2.3rem}
.comparison,.missing dl,.method,.provenance,.def-list{grid-template-columns:minmax(0,1fr);gap:.1rem}
.missing dd,.method dd,.provenance dd,.def-list dd,.comparison dd{margin-bottom:.55rem}
.chart.wide{display:none}.chart.narrow{display:block}
.confidence{white-space:normal}
}
@media print{
@page{size:A4;margin:13mm 12mm}
html{font-size:11.5px}
body{background:#fff;font-size:11.5px;line-height:1.5}
.contents,.skip,.back{display:none}
.page-head,main{padding:0;max-width:none}
.page-head{padding-bottom:5mm}
.cover,.part{border:0;padding:0;margin:0 0 9mm}
[id^="charts-"].part,[id^="norm-"].part,#all,#judged{break-before:page}
h2,h3,h4,.subtitle,.definition,figcaption{break-after:avoid}
tr,.tile,.panel li,.chart,.def,.grid .chart-box,.comparison{break-inside:avoid}
.panels,.panels.three,.tiles{gap:3mm}
.panel,.tile{padding:2.5mm 3mm}
.grid{gap:7mm 6mm}
.chart-box{margin-bottom:7mm}
.position{grid-template-columns:minmax(0,105mm) minmax(0,1fr);gap:5mm}
.scroll{overflow:visible}
table{font-size:10px;line-height:1.35}
th,td{padding:.9mm 1.1mm}
.figures td,.figures .text,.figures .text:last-child,.settling td,.settling td:last-child,.standings .names,.standings thead .num,.all td,.all td:nth-child(4),.all td:last-child,.all th,tbody th,.problems td:last-child,.refusal{min-width:0}
.figures .text:last-child,.settling td:last-child{min-width:33mm}
thead{display:table-header-group}
.table-box::details-content,.rest::details-content{content-visibility:visible;block-size:auto}
.grid .table-box:not([open]){display:none}
.table-box>summary,.rest>summary{list-style:none;color:var(--soft)}
.def-list{font-size:10px}
.appendix{columns:2;column-gap:8mm}
.appendix .def-list{grid-template-columns:minmax(0,16mm) minmax(0,1fr)}
.screen{display:none}
.print{display:block}
#review,#correct{break-before:page}
#own-trend,#own-bridges{display:none}
#review,#correct,#own-data,#figures,#own-notes,[id^="training-"]{margin:0 0 4mm}
.standing td,.standing td:nth-child(2),.standing td:nth-child(3),.review td,.review td:nth-child(3),.review td:last-child,.own th{min-width:0}
.standing{table-layout:fixed}
small.meaning{display:none}
.standing th:nth-child(1){width:27%}
.standing th:nth-child(2){width:26%}
.standing th:nth-child(4){width:13%}
.standing th:nth-child(5){width:15%}
.standing td,.standing th{padding:.6mm 1mm}
.standing svg.small{width:22mm;height:5mm}
.standing small,.review small{font-size:.92em}
#correct .settling .file,#correct .rules{font-size:9px}
a{color:inherit;text-decoration:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
${directorStyle}`;
