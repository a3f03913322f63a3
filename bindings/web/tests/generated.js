// Texts made at random, always the same: listed wordings among plain words, in quotations of every kind and none, with what makes texts odd.
const random = (seed) => () => {
  // Mulberry32, which is in the public domain.
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

const PLAIN = `the a ferry harbour council said vote on Tuesday because nobody had seen it before and two hundred people waited for the boat which came
late in the rain while their bags stood at the gate of the old school near the bridge where a clerk wrote down every name twice`.split(/\s+/);
const SPEAKERS = ['the minister', 'Anna Berg', 'a spokesman', 'the union', 'Mr. Ó Dálaigh', 'Dr Lee', 'they'];
const VERBS = ['said', 'claimed', 'admitted', 'insisted', 'told reporters', 'according to', 'warned that', 'denied'];
const MARKS = [['“', '”'], ['"', '"'], ['‘', '’'], ["'", "'"], ['«', '»'], ['„', '“'], ['``', "''"], ['“', ''], ['', '”']];
const ODD = ['—', ' … ', '\u00a0', '\u200b', '\u00ad', 'U.S.', 'e\u0301lite', 'naïve', '北京', 'שלום', '🙂', 'https://a.example/b?c=d', 'x@y.example', "don't", '’s', '(', ')', '3,000', '\t'];

// `count` texts with their names, made of wordings and of sentences that have or only seem to have one; every twentieth is a web page, every fifteenth Markdown.
export function generatedTexts(terms, sentences, count, seed = 20241126) {
  const next = random(seed);
  const below = (limit) => Math.floor(next() * limit);
  const one = (list) => list[below(list.length)];
  const cased = (term) => { const way = below(8); return way === 0 ? term.toUpperCase() : way === 1 ? term[0].toUpperCase() + term.slice(1) : way === 2 ? term.toLowerCase() : term; };
  const words = () => Array.from({ length: 1 + below(9) }, () => one(PLAIN)).join(' ');
  const clause = () => (next() < 0.5 ? one(sentences).replace(/[.!?]$/, '') : mixed());
  const mixed = () => [words(), next() < 0.7 ? cased(one(terms)) : words(), next() < 0.15 ? one(ODD) : '', words()].filter(Boolean).join(' ');
  const quoted = () => { const [open, close] = one(MARKS); return open + (next() < 0.25 ? cased(one(terms)) : clause()) + close; };
  const sentence = () => {
    const way = below(5);
    const text = way === 0 ? `${quoted()}, ${one(SPEAKERS)} ${one(VERBS)}` : way === 1 ? `${one(SPEAKERS)} ${one(VERBS)} ${quoted()}` : way === 2 ? `${clause()} ${quoted()} ${words()}` : clause();
    return text[0].toUpperCase() + text.slice(1) + one(['.', '.', '.', '!', '?', '.”', ':', '']);
  };
  const paragraph = () => Array.from({ length: 1 + below(5) }, sentence).join(' ');
  const lines = () => [clause(), ...Array.from({ length: 1 + below(5) }, paragraph)];
  const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const html = () => `<!doctype html><html lang="en"><head><title>${escaped(words())}</title><script>let x = "Kyiv regime";</script></head><body><nav><a href="#">${words()}</a></nav><article><h1>${escaped(clause())}</h1>${lines().map((line, index) => (index % 3 === 2 ? `<blockquote><p>${escaped(line)}</p></blockquote>` : `<p>${escaped(line)} <em>${escaped(clause())}</em></p>`)).join('')}</article></body></html>`;
  const markdown = () => `# ${clause()}\n\n${lines().map((line, index) => (index % 3 === 1 ? `> ${line}` : index % 3 === 2 ? `* **${line}**` : line)).join('\n\n')}\n\n\`\`\`\nKyiv regime\n\`\`\`\n`;
  const text = () => lines().join(one(['\n\n', '\r\n\r\n', '\n']));
  const made = (index) => {
    const number = String(index).padStart(4, '0');
    if (index % 20 === 19) return [`${number}.html`, html()];
    if (index % 15 === 14) return [`${number}.md`, markdown()];
    return [`${number}.txt`, text()];
  };
  return Array.from({ length: count }, (_, index) => made(index));
}
