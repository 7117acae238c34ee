/** Calls that would show that a text was run; tests look for their traces. */
const CALL = 'globalThis.__ran=1';

const markup: readonly string[] = [
  `<script>${CALL}</script>`,
  `<ScRiPt>${CALL}</sCrIpT>`,
  `</title><script>${CALL}</script>`,
  `</textarea><script>${CALL}</script>`,
  `]]><script>${CALL}</script>`,
  `--><script>${CALL}</script>`,
  `<img src=x onerror=${CALL}>`,
  `<img src="x" onerror="${CALL}">`,
  `"><img src=x onerror=${CALL}>`,
  `'><img src=x onerror='${CALL}'>`,
  `<svg onload=${CALL}>`,
  `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><script xlink:href="data:text/javascript,${CALL}"/></svg>`,
  `<body onload=${CALL}>`,
  `<details open ontoggle=${CALL}>`,
  `<iframe srcdoc="<script>parent.__ran=1</script>">`,
  `<iframe src="javascript:${CALL}">`,
  `<object data="javascript:${CALL}">`,
  `<a href="javascript:${CALL}">x</a>`,
  `<math><mtext><script>${CALL}</script>`,
  `<style>@import 'http://evil.example/x.css'</style>`,
  `<link rel=stylesheet href=//evil.example/x.css>`,
  `<base href=//evil.example/>`,
  `<meta http-equiv=refresh content="0;url=http://evil.example">`,
  `<form action=//evil.example><input autofocus onfocus=${CALL}>`,
  `{{constructor.constructor('${CALL}')()}}`,
  `\${${CALL}}`,
  `<%= ${CALL} %>`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `\u003cscript>${CALL}</script>`,
];

const formulas: readonly string[] = [
  `=HYPERLINK("http://evil.example","x")`,
  `+cmd|' /C calc'!A0`,
  `-2+3+cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `\t=1+1`,
  `\r=1+1`,
  `=IMPORTXML("http://evil.example","//a")`,
  `%0A=1`,
  `"=1+1"`,
  `;=1+1`,
];

const pdf: readonly string[] = [
  `) /OpenAction << /S /JavaScript /JS (${CALL}) >> (`,
  `(\\) >> endobj 9 0 obj << /S /JavaScript /JS (x) >> endobj`,
  `endstream endobj trailer << /Root 9 0 R >>`,
  `/URI (http://evil.example)`,
  `BT (x) Tj ET`,
];

const around: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => ` ${text}`,
  (text) => `MARIA ${text}`,
  (text) => `${text} SANTOS`,
  (text) => `O'${text}`,
  (text) => `"${text}"`,
  (text) => `\u202e${text}`,
  (text) => `සිංහල ${text}`,
  (text) => `فاطمة ${text}`,
  (text) => text.replaceAll('<', '\uff1c<'),
  (text) => text.toUpperCase(),
  (text) => `${text}${text}`,
];

/** 540 texts that try to be run as markup, formula or page description. */
export const hostileTexts: readonly string[] = [...markup, ...formulas, ...pdf].flatMap((text) =>
  around.map((wrap) => wrap(text)),
);
