/** The style of the HTML report; the colours reach a contrast of 4.5 on both backgrounds. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--text:#1b1f24;--line:#c9ced6;--critical:#8b0a1a;--high:#b3261e;--medium:#7a5200;--low:#1a5fa8;--info:#57606a}
@media (prefers-color-scheme:dark){:root{--back:#15181c;--text:#e8eaed;--line:#3c424a;--critical:#ff8a93;--high:#ff9d8f;--medium:#f2c55c;--low:#8ec2ff;--info:#aab2bd}}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:70rem;margin:0 auto;padding:1rem}
h2{font-size:1rem;margin:0}
p{margin:.25rem 0;overflow-wrap:anywhere}
code{font-family:ui-monospace,monospace}
ol,.figures{list-style:none;padding:0}
ol>li{border-top:1px solid var(--line);padding:.75rem 0}
.figures{display:flex;flex-wrap:wrap;gap:1rem}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;padding:.75rem 0}
form[hidden],li[hidden]{display:none}
label{display:flex;flex-direction:column}
input,select,summary{min-height:1.75rem;font:inherit}
summary{cursor:pointer}
:focus-visible{outline:3px solid var(--low);outline-offset:2px}
.severity{font-weight:600;white-space:nowrap}
.critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}.info{color:var(--info)}
@media print{form{display:none}}
`;

/** The script of the HTML report: it hides what the filters leave out and says how many are left. */
export const SCRIPT = `
"use strict";
const form=document.getElementById("filters");
const count=document.getElementById("count");
const items=[...document.querySelectorAll("#findings>li")];
const findings=items.map((item)=>[item,...item.querySelectorAll("[data-check]")]);
const total=findings.reduce((sum,list)=>sum+list.length,0);
const texts=items.map((item)=>item.textContent.toLowerCase());
function apply(){
const text=form.elements.text.value.toLowerCase();
let shown=0;
items.forEach((item,index)=>{
const fitting=findings[index].filter((finding)=>{
const fits=["severity","check","namespace"].every((name)=>{
const wanted=form.elements[name].value;
return wanted===""||wanted==="="+finding.dataset[name];
});
finding.hidden=!fits;
return fits;
});
const others=item.querySelector(".others");
if(others)others.open=fitting[0]!==item;
item.hidden=fitting.length===0||!texts[index].includes(text);
if(!item.hidden)shown+=fitting.length;
});
count.value=shown+" of "+total+" findings";
}
form.addEventListener("input",apply);
form.addEventListener("submit",(event)=>event.preventDefault());
document.addEventListener("keydown",(event)=>{
if(event.key==="/"&&!/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)){event.preventDefault();form.elements.text.focus();}
if(event.key==="Escape"&&event.target===form.elements.text){form.elements.text.value="";apply();}
});
form.hidden=false;
apply();
`;
