/** The style of the map; the colours reach a contrast of 4.5 for text and 3 for lines on both backgrounds. */
export const MAP_STYLE = `
:root{color-scheme:light dark;--back:#fff;--box:#f3f5f8;--text:#1b1f24;--line:#57606a;--edge:#6e7781;--open:#b3261e;--mark:#1a5fa8}
@media (prefers-color-scheme:dark){:root{--back:#15181c;--box:#20252b;--text:#e8eaed;--line:#aab2bd;--edge:#8b949e;--open:#ff9d8f;--mark:#8ec2ff}}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:80rem;margin:0 auto;padding:1rem}
h2{font-size:1.1rem;margin:1.5rem 0 .25rem}
p,li{overflow-wrap:anywhere}
button{font:inherit;min-height:1.75rem}
#canvas,.scroll{overflow:auto}
.scroll{max-height:30rem}
#told{display:block;min-height:3rem;overflow-wrap:anywhere}
table{border-collapse:collapse}
th,td{text-align:left;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--edge);vertical-align:top}
svg{display:block;font:13px system-ui,sans-serif}
.box rect{fill:var(--box);stroke:var(--line)}
.item rect{fill:var(--back);stroke:var(--line)}
.bare rect{stroke:var(--open);stroke-dasharray:4 3}
.box,.box text{cursor:pointer}
text{fill:var(--text)}
.title{font-weight:600}
.edge path{fill:none;stroke:var(--edge);stroke-width:1.5;transition:opacity .15s}
.edge.open path{stroke:var(--open);stroke-dasharray:6 4}
.edge.doubt path{stroke-dasharray:1.5 4}
.edge text{font-size:11px;paint-order:stroke;stroke:var(--back);stroke-width:3px;display:none}
.edge.lit text,.labels .edge text{display:inline}
.edge.lit path{stroke-width:3}
.dim{opacity:.15}
.lit>rect{stroke:var(--mark);stroke-width:2.5}
.arrow{fill:var(--edge)}
.arrow-open{fill:var(--open)}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){.edge path{stroke:CanvasText}.lit>rect{stroke:Highlight}}
@media print{button{display:none}.scroll{max-height:none}}
`;

/** The script of the map: it draws namespaces in a grid, opens them, and shows who reaches whom. Texts only become text nodes. */
export const MAP_SCRIPT = `
"use strict";
const {nodes,edges}=JSON.parse(document.getElementById("data").textContent);
const canvas=document.getElementById("canvas");
const told=document.getElementById("told");
const NS="http://www.w3.org/2000/svg";
const OUTSIDE="Outside and unknown";
const groupOf=(node)=>node.namespace===null?"o:":"n:"+node.namespace;
const groups=new Map();
for(const node of nodes){
const key=groupOf(node);
if(!groups.has(key))groups.set(key,{key,title:node.namespace===null?OUTSIDE:node.namespace,members:[]});
groups.get(key).members.push(node);
}
const nodeOf=new Map(nodes.map((node)=>[node.id,node]));
const opened=new Set();
const WIDTH=250,HEAD=46,ROW=30,GAPX=130,GAPY=70,PAD=20,LEFT=100;
function make(name,attributes,parent,text){
const element=document.createElementNS(NS,name);
for(const key of Object.keys(attributes))element.setAttribute(key,attributes[key]);
if(text!==undefined)element.textContent=text;
if(parent)parent.append(element);
return element;
}
function cut(text,length){return text.length>length?text.slice(0,length-1)+"\u2026":text;}
function layout(){
const list=[...groups.values()];
const columns=Math.max(1,Math.ceil(Math.sqrt(list.length)));
const places=new Map();
let y=PAD;
for(let at=0;at<list.length;at+=columns){
let tallest=0;
list.slice(at,at+columns).forEach((group,column)=>{
const open=opened.has(group.key);
const height=HEAD+(open?group.members.length*ROW+8:0);
const x=LEFT+column*(WIDTH+GAPX)+(Math.floor(at/columns)%2)*30;
places.set(group.key,{x,y,width:WIDTH,height});
if(open)group.members.forEach((node,index)=>places.set("w:"+node.id,{x:x+10,y:y+HEAD+index*ROW,width:WIDTH-20,height:ROW-6}));
tallest=Math.max(tallest,height);
});
y+=tallest+GAPY;
}
return{places,width:LEFT+columns*(WIDTH+GAPX)+30,height:y};
}
function shownAs(id){
const node=nodeOf.get(id);
const key=groupOf(node);
return opened.has(key)?"w:"+id:key;
}
function bundles(){
const found=new Map();
for(const edge of edges){
const from=shownAs(edge.src),to=shownAs(edge.dst);
if(from===to)continue;
const key=JSON.stringify([from,to]);
if(!found.has(key))found.set(key,{from,to,ports:new Set(),count:0,open:false,sure:false});
const bundle=found.get(key);
bundle.ports.add(edge.ports);
bundle.count++;
bundle.open=bundle.open||edge.open;
bundle.sure=bundle.sure||edge.verdict==="yes";
}
return[...found.values()];
}
function border(place,toward){
const cx=place.x+place.width/2,cy=place.y+place.height/2;
const dx=toward.x-cx,dy=toward.y-cy;
const scale=Math.min(dx===0?Infinity:place.width/2/Math.abs(dx),dy===0?Infinity:place.height/2/Math.abs(dy));
return{x:cx+dx*Math.min(scale,1),y:cy+dy*Math.min(scale,1)};
}
function curve(a,b){
const ca={x:a.x+a.width/2,y:a.y+a.height/2},cb={x:b.x+b.width/2,y:b.y+b.height/2};
if(Math.abs(ca.x-cb.x)<1){
const side=ca.y<cb.y?1:-1;
const x1=side>0?a.x+a.width:a.x,x2=side>0?b.x+b.width:b.x;
const bend=20+Math.min(60,Math.abs(ca.y-cb.y)/4);
return{path:"M"+x1+" "+ca.y+" C"+(x1+side*bend)+" "+ca.y+" "+(x2+side*bend)+" "+cb.y+" "+x2+" "+cb.y,x:x1+side*bend*.75,y:(ca.y+cb.y)/2};
}
const dx=cb.x-ca.x,dy=cb.y-ca.y,length=Math.hypot(dx,dy)||1;
const middle={x:(ca.x+cb.x)/2-dy/length*26,y:(ca.y+cb.y)/2+dx/length*26};
const from=border(a,middle),to=border(b,middle);
return{path:"M"+from.x+" "+from.y+" Q"+middle.x+" "+middle.y+" "+to.x+" "+to.y,x:(from.x+2*middle.x+to.x)/4,y:(from.y+2*middle.y+to.y)/4};
}
function portsOf(bundle){
const all=[...bundle.ports].sort();
return all.slice(0,3).join("; ")+(all.length>3?"; \u2026":"");
}
function titleOf(key){
if(key.startsWith("w:"))return key.slice(2);
return groups.get(key).title;
}
function sentence(key,list){
const into=list.filter((each)=>each.to===key).map((each)=>titleOf(each.from)+" ("+portsOf(each)+")");
const out=list.filter((each)=>each.from===key).map((each)=>titleOf(each.to)+" ("+portsOf(each)+")");
return titleOf(key)+": reached from "+(into.join(", ")||"nobody shown")+"; reaches "+(out.join(", ")||"nobody shown")+".";
}
function draw(focus){
const{places,width,height}=layout();
const list=bundles();
const svg=make("svg",{width,height,viewBox:"0 0 "+width+" "+height,role:"group","aria-labelledby":"map-title"});
if(list.length<=24)svg.classList.add("labels");
const defs=make("defs",{},svg);
for(const name of["arrow","arrow-open"]){
const marker=make("marker",{id:name,viewBox:"0 0 8 8",refX:8,refY:4,markerWidth:7,markerHeight:7,orient:"auto-start-reverse",markerUnits:"userSpaceOnUse"},defs);
make("path",{d:"M0 0L8 4L0 8z",class:name},marker);
}
const shapes=new Map();
const lines=[];
const light=(key)=>{
const near=new Set([key]);
for(const{bundle,group}of lines){
const on=bundle.from===key||bundle.to===key;
group.classList.toggle("lit",on);
group.classList.toggle("dim",!on);
if(on){near.add(bundle.from);near.add(bundle.to);}
}
for(const[other,shape]of shapes){
shape.classList.toggle("lit",other===key);
const inside=other.startsWith("w:")&&groupOf(nodeOf.get(other.slice(2)))===key;
const holds=!other.startsWith("w:")&&[...near].some((each)=>each.startsWith("w:")&&groupOf(nodeOf.get(each.slice(2)))===other);
shape.classList.toggle("dim",!near.has(other)&&!inside&&!holds);
}
told.value=sentence(key,list);
};
const unlight=()=>{
for(const{group}of lines)group.classList.remove("lit","dim");
for(const shape of shapes.values())shape.classList.remove("lit","dim");
const active=document.activeElement;
const key=active&&active.getAttribute("data-key");
if(key&&svg.contains(active))light(key);
};
const shape=(key,place,kind,title,label,button)=>{
const group=make("g",{class:kind,tabindex:0,role:button?"button":"img","aria-label":label,"data-key":key},svg);
make("rect",{x:place.x,y:place.y,width:place.width,height:place.height,rx:5},group);
make("title",{},group,label);
group.addEventListener("mouseenter",()=>light(key));
group.addEventListener("mouseleave",unlight);
group.addEventListener("focus",()=>light(key));
group.addEventListener("blur",unlight);
shapes.set(key,group);
return group;
};
for(const group of groups.values()){
const place=places.get(group.key);
const open=opened.has(group.key);
const bare=group.members.filter((node)=>node.withoutPolicy).length;
const note=group.members.length+(group.key==="o:"?" ranges or unknown pods":group.members.length===1?" workload":" workloads")+(bare>0?", "+bare+" without policy":"");
const drawn=shape(group.key,place,"box"+(bare>0?" bare":""),group.title,(group.key==="o:"?"":"Namespace ")+group.title+", "+note,true);
drawn.setAttribute("aria-expanded",String(open));
make("text",{x:place.x+12,y:place.y+19,class:"title"},drawn,(open?"\u25be ":"\u25b8 ")+cut(group.title,28));
make("text",{x:place.x+12,y:place.y+37},drawn,cut(note,36));
const toggle=()=>{if(open)opened.delete(group.key);else opened.add(group.key);draw(group.key);};
drawn.addEventListener("click",toggle);
drawn.addEventListener("keydown",(event)=>{if(event.key==="Enter"||event.key===" "){event.preventDefault();toggle();}});
if(open)for(const node of group.members){
const at=places.get("w:"+node.id);
const item=shape("w:"+node.id,at,"item"+(node.withoutPolicy?" bare":""),node.title,node.id+(node.withoutPolicy?", no policy restricts what reaches it":""),false);
make("text",{x:at.x+8,y:at.y+16},item,cut(node.title,32));
}
}
for(const bundle of list){
const a=places.get(bundle.from),b=places.get(bundle.to);
const{path,x,y}=curve(a,b);
const group=make("g",{class:"edge"+(bundle.open?" open":"")+(bundle.sure?"":" doubt"),"aria-hidden":"true"},svg);
const line=make("path",{d:path,"marker-end":"url(#"+(bundle.open?"arrow-open":"arrow")+")"},group);
make("title",{},line,titleOf(bundle.from)+" \u2192 "+titleOf(bundle.to)+": "+portsOf(bundle));
make("text",{x,y,"text-anchor":"middle"},group,cut(portsOf(bundle),40));
lines.push({bundle,group});
}
canvas.replaceChildren(svg);
if(focus!==undefined&&shapes.has(focus))shapes.get(focus).focus();
}
document.getElementById("open-all").addEventListener("click",()=>{for(const key of groups.keys())opened.add(key);draw();});
document.getElementById("close-all").addEventListener("click",()=>{opened.clear();draw();});
document.getElementById("map").hidden=false;
draw();
`;
