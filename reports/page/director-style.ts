/** The rules of the director's page: its first screen, the matrix and its tools. */
export const directorStyle = `
.page-head.wide,main.wide,.contents.wide ul,.beside ul{max-width:1400px}
.page-head.wide{padding:1rem 2rem .7rem}
.page-head.wide h1{font-size:1.5rem}
main.wide{padding-top:.75rem}
.no-headline b{font-size:1.05rem;line-height:1.4}
.no-headline small{white-space:normal}
.quiet{position:absolute;left:-99rem}
.beside{background:var(--ink)}
.beside ul{margin:0 auto;padding:0 2rem;list-style:none;display:flex;flex-wrap:wrap;gap:0 1.5rem}
.beside a{display:block;padding:.5rem 0;color:#e6edf3;text-decoration:none;font-size:.92rem}
.beside a[aria-current]{color:#fff;font-weight:700;border-bottom:3px solid #fff}
.first{display:grid;margin-top:-.5rem;grid-template-columns:repeat(3,minmax(0,1fr));gap:.6rem 1.75rem;font-size:.87rem;line-height:1.5;align-items:start}
.box{margin-bottom:.75rem}
.box h3{border-top:3px solid var(--ink);padding-top:.3rem;font-size:1rem}
.box.below h3{border-color:var(--not-met)}.box.steps h3{border-color:var(--accent)}
.box ul{list-style:none;padding:0}
.box li{padding:.18rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.box .warning{padding:.3rem .6rem;margin:.2rem 0}
.box summary{font-size:.95em}
.c,.i{font-style:normal;font-size:.9em;white-space:nowrap}
.c{color:#9a3412}.i{color:#1d4ed8}
.c::before,.i::before,.o::after,.e::after{content:"";display:inline-block;width:.7em;height:.7em;border-radius:50%;border:2px solid currentColor;margin:0 .2em;vertical-align:-.08em}
.c::before{background:linear-gradient(90deg,transparent 50%,currentColor 50%)}
.i::before{background:linear-gradient(0deg,transparent 50%,currentColor 50%)}
.o::after{border-color:var(--faint);background:linear-gradient(var(--faint),var(--faint)) center/100% 2px no-repeat}
.e::after{border:2px dotted var(--faint)}
.matrix-box{overflow:auto;max-height:86vh;border-bottom:1px solid var(--line);margin:.4rem 0 .5rem}
.matrix caption{text-align:left;color:var(--soft);padding:.2rem 0}
.matrix{font-size:.8rem;line-height:1.35}
.matrix th,.matrix td{padding:.28rem .4rem}
.matrix thead th{position:sticky;top:0;background:var(--paper);z-index:1;min-width:4.2rem;font-size:.92em;line-height:1.25}
.matrix thead th:first-child{left:0;z-index:2}
.matrix thead span{display:block;color:var(--soft);overflow-wrap:anywhere}
.matrix tbody th{position:sticky;left:0;background:var(--paper);min-width:8.5rem;max-width:13rem}
.matrix tr.group th{background:var(--wash);position:static;max-width:none}
.matrix td{white-space:nowrap}
.matrix .place{white-space:normal;min-width:4rem}
.m{color:var(--met)}.n.n,td.n,span.n{color:var(--soft)}.matrix td.n{color:var(--not-met);font-weight:700}.q{color:var(--ink)}.r,.x{color:var(--soft)}
.matrix td.q{background:repeating-linear-gradient(135deg,#f1f3f5 0 4px,#fff 4px 8px)}
.matrix button{font:inherit;color:var(--accent);background:none;border:0;padding:.1rem .25rem;cursor:pointer;text-align:left}
.matrix tr.group button::before{content:"▾ "}
.matrix tr.group button[aria-expanded="false"]::before{content:"▸ "}
.matrix th[aria-sort="ascending"] button::after{content:" ↑"}
.matrix th[aria-sort="descending"] button::after{content:" ↓"}
.tools{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;margin-bottom:.75rem;font-size:.92rem}
.tools input,.tools select,.tools button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid #7b8794;border-radius:3px;padding:.2rem .45rem}
.tools input{width:14rem;max-width:100%}
.tools p{color:var(--soft)}
[hidden]{display:none}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;font-size:.86rem}
.legend .n{color:var(--not-met)}
.technology{margin-top:1.25rem}
@media screen and (min-width:1001px){
.first .rest[open] ul{max-height:15rem;overflow:auto}
}
@media screen and (max-width:1000px){.first{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
@media screen and (max-width:760px){
.page-head.wide{padding:.8rem 1rem .5rem}
.page-head.wide h1{font-size:1.25rem}
.page-head.wide .when span:nth-of-type(n+2){display:none}
.first{display:block;font-size:.82rem;line-height:1.36}
.box{margin-bottom:.35rem}
.box li{padding:.12rem 0}
.beside a{padding:.3rem 0}
.beside ul{padding:0 1rem;gap:0 1rem}
.matrix .place{display:none}
}
@media print{
.beside,.tools{display:none}
.first{gap:3mm 5mm;font-size:10px}
.matrix-box{overflow:visible;max-height:none}
.matrix{font-size:8px}
.matrix thead th,.matrix tbody th{position:static;min-width:0}
.matrix thead th{display:table-cell}
.matrix td{white-space:normal}
.matrix .place{display:none}
.matrix button{color:inherit;padding:0}
.technology+.technology{break-before:page}
}
`;
