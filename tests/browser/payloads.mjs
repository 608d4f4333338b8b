// Texts that would run a script where they are taken for code. Each calls `trap`, which no page has: hostile.test.mjs
// gives it one that notes the call. They are sorted by what they hope that a program forgets.

/** Elements that run something when they are read, loaded, shown or touched. */
const elements = [
  '<script>trap()</script>', '<SCRIPT >trap()</SCRIPT >', '<scr<script>ipt>trap()</scr</script>ipt>', '<script\n>trap()</script>',
  '<script/x>trap()</script>', '<script src="data:,trap()"></script>', '<script type="module">trap()</script>', '<<script>trap();//<</script>',
  '<script>trap()//', '<script x="</script>">trap()</script>', '<svg><script>trap()</script></svg>', '<svg><script href="data:,trap()"/></svg>',
  '<svg/onload=trap()>', '<svg onload="trap()"></svg>', '<svg\fonload=trap()>', '<svg><animate onbegin=trap() attributeName=x dur=1s>',
  '<svg><set attributeName=onmouseover to=trap()>', '<svg><a xlink:href="javascript:trap()"><text y=20>x</text></a></svg>',
  '<svg><foreignObject><iframe onload=trap()></iframe></foreignObject></svg>', '<svg><use href="data:image/svg+xml,<svg id=x onload=trap()>#x">',
  '<math><a xlink:href="javascript:trap()">x</a></math>', '<math href="javascript:trap()">x</math>',
  '<img src=x onerror=trap()>', '<img src=x onerror="trap()">', "<img src=x onerror='trap()'>", '<img src=x onerror=`trap()`>',
  '<IMG SRC=x OnErRoR=trap()>', '<img/src=x/onerror=trap()>', '<img src=x\nonerror\n=\ntrap()>', '<img src=x onerror=trap()//', '<img src=x onerror=&#116;rap()>',
  '<img src=x onerror=\\u0074rap()>', '<img srcset="x" onerror=trap()>', '<img """><img src=x onerror=trap()>">', '<img src=`x` onerror=trap()>',
  '<image src=x onerror=trap()>', '<picture><source srcset=x><img onerror=trap()></picture>', '<video><source onerror=trap()></video>',
  '<video src=x onerror=trap()></video>', '<audio src=x onerror=trap()></audio>', '<video poster="javascript:trap()"></video>',
  '<body onload=trap()>', '<body onpageshow=trap()>', '<html onmouseover=trap()>', '<frameset onload=trap()>', '<iframe onload=trap()></iframe>',
  '<iframe src="javascript:trap()"></iframe>', '<iframe srcdoc="<script>parent.trap()</script>"></iframe>',
  '<iframe src="data:text/html,<script>parent.trap()</script>"></iframe>', '<object data="javascript:trap()"></object>',
  '<object data="data:text/html,<script>parent.trap()</script>"></object>', '<embed src="javascript:trap()">', '<embed src="data:text/html,x" onload=trap()>',
  '<details open ontoggle=trap()><summary>x</summary></details>', '<input autofocus onfocus=trap()>', '<select autofocus onfocus=trap()></select>',
  '<textarea autofocus onfocus=trap()></textarea>', '<button autofocus onfocus=trap()>x</button>', '<a href=# autofocus onfocus=trap() tabindex=1>x</a>',
  '<div onpointerover=trap()>x</div>', '<div onmouseenter=trap()>x</div>', '<p onclick=trap()>x</p>', '<b onwheel=trap()>x</b>', '<marquee onstart=trap()>x</marquee>',
  '<div style="animation-name:x" onanimationstart=trap()>x</div>', '<style>@keyframes x{}</style><p style="animation-name:x" onanimationend=trap()>',
  '<div contenteditable onbeforeinput=trap()>x</div>', '<dialog open oncancel=trap()>x</dialog>', '<x popover onbeforetoggle=trap()>x</x>',
  '<form action="javascript:trap()"><button>x</button></form>', '<form><button formaction="javascript:trap()">x</button></form>',
  '<isindex type=image src=x onerror=trap()>', '<link rel=stylesheet href="data:text/css,x" onload=trap()>', '<link rel=import href="data:text/html,<script>trap()</script>">',
  '<meta http-equiv=refresh content="0;url=javascript:trap()">', '<base href="javascript:trap()//">', '<base target="_blank"><a href="javascript:trap()">x</a>',
  '<table background="javascript:trap()"><td>x</td></table>', '<custom-element onclick=trap()></custom-element>', '<xss contenteditable onblur=trap() autofocus>x</xss>',
];

/** What ends the place that a text stands in. */
const endings = [
  '"><img src=x onerror=trap()>', "'><img src=x onerror=trap()>", '" onmouseover="trap()', "' onmouseover='trap()", '" autofocus onfocus=trap() x="',
  '`onmouseover=trap()', '</title><script>trap()</script>', '</textarea><script>trap()</script>', '</style><script>trap()</script>',
  '</script><script>trap()</script>', '</SCRIPT ><img src=x onerror=trap()>', '</noscript><img src=x onerror=trap()>', '</template><img src=x onerror=trap()>',
  '</iframe><img src=x onerror=trap()>', '</svg><img src=x onerror=trap()>', '</code></pre><img src=x onerror=trap()>', '</summary></details><img src=x onerror=trap()>',
  '--><img src=x onerror=trap()>', '--!><img src=x onerror=trap()><!--', '<!--><img src=x onerror=trap()>-->', '<![CDATA[><img src=x onerror=trap()>]]>',
  ']]><script>trap()</script>', '<?xml version="1.0"?><script>trap()</script>', '<!DOCTYPE x [<!ENTITY y "z">]><script>trap()</script>', '<%<img src=x onerror=trap()>%>',
  '";trap();//', "';trap();//", '`;trap();//', '\\";trap();//', "\\';trap();//", '"};trap();({"', '\'+trap()+\'', '"-trap()-"', '${trap()}', '`${trap()}`',
  '\u2028trap()', '\u2029trap()//', '*/trap()/*', '</script>\\u003cscript>trap()</script>', '<!--<script>trap()</script>', '"}]});trap();//',
];

/** Addresses that are scripts, as an address alone and in Markdown. */
const addresses = [
  'javascript:trap()', 'JaVaScRiPt:trap()', ' javascript:trap()', 'java\tscript:trap()', 'java&#9;script:trap()', 'javascript&colon;trap()', '&#106;avascript:trap()',
  'javascript://%0atrap()', 'javascript:/*</title>*/trap()', 'vbscript:trap()', 'data:text/html,<script>trap()</script>',
  'data:text/html;base64,PHNjcmlwdD50cmFwKCk8L3NjcmlwdD4=', 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="trap()"/>', 'blob:trap()', 'view-source:javascript:trap()',
  '[x](javascript:trap\\(\\))', '[x](<javascript:trap()>)', '[x](JAVASCRIPT&colon;trap())', '[x](java&#x0A;script:trap\\(\\))', '![x](javascript:trap\\(\\))',
  '[x](data:text/html,<script>trap\\(\\)</script>)', '<javascript:trap()>', '<data:text/html,<script>trap()</script>>', '[x](index.md "\\" onmouseover=trap() x=\\"")',
  '![x" onerror="trap()](sen.svg)', '![x](sen.svg "x\\" onload=trap() \\"")', '[x]: javascript:trap()\n[x]', '[x](\u0001javascript:trap\\(\\))', '[javascript:trap()](javascript:trap\\(\\))',
];

/** What a sanitiser or a second reading may turn into something else, and what takes the names that scripts look up. */
const readings = [
  '<noscript><p title="</noscript><img src=x onerror=trap()>">', '<svg></p><style><a id="</style><img src=x onerror=trap()>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=trap()&gt;">', '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=trap()>',
  '<svg><style>&lt;img src=x onerror=trap()&gt;</style></svg>', '<select><style></select><img src=x onerror=trap()></style>', '<xmp><img src="</xmp><img src=x onerror=trap()>">',
  '<textarea><img title="</textarea><img src=x onerror=trap()>">', '&lt;img src=x onerror=trap()&gt;', '&amp;lt;script&amp;gt;trap()&amp;lt;/script&amp;gt;', '&#60;script&#62;trap()&#60;/script&#62;',
  '\\<script>trap()\\</script>', '%3Cscript%3Etrap()%3C/script%3E', '+ADw-script+AD4-trap()+ADw-/script+AD4-', '\\x3cscript\\x3etrap()\\x3c/script\\x3e', '\\u003cimg src=x onerror=trap()\\u003e',
  '＜script＞trap()＜/script＞', '<scrıpt>trap()</scrıpt>', '<\u200bimg src=x onerror=trap()>', '\u202e<img src=x onerror=trap()>\u202c', '<a\u00a0onclick=trap()>x</a>', '<ımg src=x onerror=trap()>',
  '{{ constructor.constructor("trap()")() }}', '{% raw %}<script>trap()</script>{% endraw %}', '{{ "<img src=x onerror=trap()>" | safe }}', '{{7*7}}${7*7}<%=7*7%>#{7*7}', '{% include "base.html" %}', '[[${trap()}]]',
  '<a id=sotay><a id=sotay name=words href="javascript:trap()">x</a>', '<form id=content><input name=parentNode></form>', '<img name=currentScript src=x>', '<form name=body><input name=append></form>',
  '<div class="find-here" data-quiz="x" onclick=trap()>x</div>', '<script class="sotay" data-run="x" src="/-/live.js"></script>', '__proto__', 'constructor', '"__proto__":{"text":"<img src=x onerror=trap()>"}',
  '<p style="background:url(javascript:trap())">x</p>', '<p style="width:expression(trap())">x</p>', '<style>@import "javascript:trap()";</style>', '<p style="-moz-binding:url(data:text/xml,x)">x</p>',
];

/** All of them. */
export const payloads = [...elements, ...endings, ...addresses, ...readings];
