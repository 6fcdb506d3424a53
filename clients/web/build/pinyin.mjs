// Makes src/panel/pinyin.txt, which is kept in the repository so that a build needs neither package: node build/pinyin.mjs PINYIN_PRO JIEBA
// PINYIN_PRO: the folder of the npm package pinyin-pro (3.29.4, MIT), for how characters and words are read.
// JIEBA: the folder of @node-rs/jieba (2.0.3, MIT), for its list of words and how often each is used.
// One line for each spelling, sorted: spelling, tab, characters from the most used on, tab, words each with a digit of how much they are used.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [pinyinPro, jieba] = process.argv.slice(2);
if (!pinyinPro || !jieba) {
  console.error('usage: node build/pinyin.mjs PINYIN_PRO JIEBA');
  process.exit(2);
}
const { pinyin } = await import(join(resolve(pinyinPro), 'dist/index.js')).then((it) => it.default ?? it);

/** Words kept: the most used ones. */
const WORDS = 20_000;
/** Words that a hospital needs more often than newspapers do. */
const OWN = '你好 谢谢 请问 再见 医生 护士 病人 患者 家属 挂号 门诊 急诊 住院 出院 手术 检查 化验 验血 血压 血糖 心率 体温 发烧 发热 咳嗽 头痛 头晕 胸痛 胸闷 腹痛 肚子 恶心 呕吐 腹泻 便秘 过敏 失眠 疼痛 麻木 乏力 怀孕 糖尿病 高血压 心脏病 感冒 流感 药物 吃药 打针 处方 病历 复查 复诊 预约 医院 不舒服 哪里 什么时候 多长时间 怎么样 听得见 听不见 看得见 看不见'.split(' ');
const HAN = /^\p{Script=Han}+$/u;

const options = { toneType: 'none', type: 'array', v: true };
const clean = (syllable) => syllable.replaceAll('ü', 'v');
const frequency = new Map();
for (const line of readFileSync(join(jieba, 'dict.txt'), 'utf8').split('\n')) {
  const [word, count] = line.split(' ');
  if (word && HAN.test(word)) frequency.set(word, Number(count));
}
for (const word of OWN) frequency.set(word, Math.max(20_000, frequency.get(word) ?? 0));

const table = new Map();
const entry = (key) => {
  if (!table.has(key)) table.set(key, { characters: [], words: [] });
  return table.get(key);
};

// Every character of the main block of Unicode that has a reading, and a rare one that names need.
const characters = [...Array(0x9fa6 - 0x4e00).keys()].map((i) => String.fromCodePoint(0x4e00 + i)).concat('𠮷', '㛃', '䶮');
const inGb2312 = new Set();
const decoder = new TextDecoder('gb2312');
for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) inGb2312.add(decoder.decode(Uint8Array.of(row, cell)));
for (const character of characters) {
  const readings = character === '𠮷' ? ['ji'] : [...new Set(pinyin(character, { ...options, multiple: true }).map(clean))];
  readings.forEach((reading, i) => {
    if (!/^[a-z]+$/.test(reading)) return;
    // A second reading is rarer than the first, and what is not in the national standard is rarer than what is.
    const weight = ((frequency.get(character) ?? 0) + (inGb2312.has(character) ? 20 : 0)) / (i === 0 ? 1 : 12);
    entry(reading).characters.push([character, weight]);
  });
}
const words = [...frequency].filter(([word]) => [...word].length > 1 && [...word].length <= 5).sort((a, b) => b[1] - a[1]).slice(0, WORDS);
for (const [word, count] of words) {
  const key = pinyin(word, options).map(clean).join('');
  if (!/^[a-z]+$/.test(key)) continue;
  entry(key).words.push([word, count]);
}

const top = Math.log(words[0][1]);
const low = Math.log(words.at(-1)[1]);
const byWeight = (a, b) => b[1] - a[1];
const lines = [...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { characters: own, words: long }]) => {
  const digit = (count) => Math.max(0, Math.min(9, Math.round(((Math.log(count) - low) / (top - low)) * 9)));
  return `${key}\t${own.sort(byWeight).map(([c]) => c).join('')}\t${long.sort(byWeight).map(([word, count]) => `${word}${digit(count)}`).join(' ')}`.trimEnd();
});
const header = '# Made by build/pinyin.mjs from pinyin-pro (c) zh-lx and jieba (c) fxsjy, LongYinan; both MIT, see NOTICE.';
writeFileSync('src/panel/pinyin.txt', `${header}\n${lines.join('\n')}\n`);
console.log(`${table.size} spellings, ${words.length} words`);
