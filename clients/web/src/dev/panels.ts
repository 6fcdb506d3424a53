import type { Locale } from '../locale/locale';
import { Button, Column, Field, Grid, type IconShape, LineChart, List, Panel, Picture, Progress, Row, Slider, Tabs, Text, Toggle } from '../panel/index';
import { Keys } from '../panel/keys';
import { Keyboard } from '../panel/keyboard';
import { Mirror } from '../panel/mirror';
import { loadPinyin } from '../panel/pinyin';
import type { ThemeName } from '../panel/theme';
import type { Stage } from '../scene/stage';
import { iconShape } from '../ui/icons';

interface Words {
  title: string;
  lead: string;
  yes: string;
  no: string;
  leave: string;
  off: string;
  people: readonly [string, string][];
  volume: string;
  captions: string;
  on: string;
  tabs: readonly [string, string];
  name: string;
  loading: string;
  picture: string;
  chart: readonly [string, string, string, string];
}

const WORDS: Record<Locale['language'], Words> = {
  en: {
    title: 'Every widget',
    lead: 'Please wait here for a moment: the doctor will call you soon. “If you need help,” press the button on your wrist (or ask anybody in the room).',
    yes: 'Call the nurse',
    no: 'Not now',
    leave: 'Leave',
    off: 'Not yet',
    people: [['Dr. Ada Kim', 'Doctor · microphone on'], ['Lin 𠮷, mother', 'Guest']],
    volume: 'Volume of voices',
    captions: 'Show captions',
    on: 'on',
    tabs: ['Reading', 'Choosing'],
    name: 'Your name',
    loading: 'Your pictures are coming',
    picture: 'A test picture',
    chart: ['Pulse today', 'Time', 'Pulse', 'Oxygen'],
  },
  'zh-Hans': {
    title: '所有控件',
    lead: '请您在候诊室稍等片刻，医生很快会来叫您。“如果需要帮助”，请按手腕菜单上的帮助（或者问一问房间里的任何人）。𠮷野先生，体温37.2℃！',
    yes: '呼叫护士',
    no: '暂时不用',
    leave: '离开',
    off: '还不行',
    people: [['林小雨医生', '医生 · 麦克风已开'], ['𠮷田女士（母亲）', '访客']],
    volume: '说话声的音量',
    captions: '显示字幕',
    on: '开',
    tabs: ['阅读', '选择'],
    name: '您的姓名',
    loading: '正在取您的影像',
    picture: '测试图片',
    chart: ['今天的脉搏', '时间', '脉搏', '血氧'],
  },
};

function testPicture(): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
  const pen = canvas.getContext('2d')!;
  const sky = pen.createLinearGradient(0, 0, 0, 180);
  sky.addColorStop(0, '#5B93B5');
  sky.addColorStop(1, '#F4F1EA');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 320, 180);
  pen.fillStyle = '#7FA58A';
  pen.ellipse(160, 190, 220, 70, 0, 0, 7);
  pen.fill();
  return canvas;
}

const wave = (base: number, size: number) => Array.from({ length: 60 }, (_, i) => ({ x: 8 + i / 10, y: base + size * Math.sin(i / 5) + ((i * 37) % 7) / 3 }));

function widgets(words: Words): Panel {
  const icon = (name: Parameters<typeof iconShape>[0]): IconShape => iconShape(name);
  const nothing = () => undefined;
  const field = new Field({ label: words.name, value: '林𠮷 Kim', most: 40 });
  const off = new Button({ label: words.off, icon: icon('people'), onPress: nothing });
  off.enabled = false;
  const held = new Button({ label: words.captions, icon: icon('chat'), pressed: true, onPress: nothing });
  const reading = new Column([
    new Text(words.lead),
    new List(words.people[0]![1], words.people.map(([label, detail], i) => ({ label, detail, icon: icon(i === 0 ? 'doctor' : 'guest'), onPress: nothing }))),
    new Progress(words.loading, 0.62),
    new LineChart({ label: words.chart[0], x: { label: words.chart[1], unit: 'h' }, y: { label: words.chart[2], unit: '/min', min: 60, max: 104 }, series: [{ name: words.chart[2], points: wave(76, 8) }, { name: words.chart[3], points: wave(97, 1) }] }),
    new Picture({ describe: words.picture, source: { type: 'image', image: testPicture() }, mostHeight: 180 }),
  ]);
  const choosing = new Column([
    field,
    new Slider({ label: words.volume, min: 0, max: 10, step: 1, value: 7, onChange: nothing }),
    new Toggle({ label: words.captions, on: words.on, off: '–', value: true, onChange: nothing }),
    new Grid([held, off, new Button({ label: words.no, icon: icon('close'), onPress: nothing }), new Button({ label: words.leave, icon: icon('leave'), kind: 'alert', onPress: nothing })], 300),
    new Row([new Text('1.2 m'), new Text('3.5° × 2°', { tone: 'quiet', size: 'small' })]),
  ]);
  const panel = new Panel({ title: words.title, content: new Tabs(words.title, [{ label: words.tabs[0], content: reading }, { label: words.tabs[1], content: choosing }]), close: { label: words.no, icon: icon('close'), onPress: nothing }, actions: [{ label: words.no, onPress: nothing }], primary: { label: words.yes, icon: icon('use'), onPress: nothing }, mostTall: 40 });
  return panel;
}

/** Hangs every widget before the eyes, and a keyboard, for pictures and for trying things out. Answers how to take them down. */
export function showGallery(stage: Stage, locale: Locale, theme: ThemeName = 'light', textScale = 1, tab = 0): () => void {
  const panel = widgets(WORDS[locale.language]);
  const keys = new Keys(new Field({ label: WORDS[locale.language].name }), loadPinyin);
  if (locale.language === 'zh-Hans') {
    keys.setLayout('pinyin');
    for (const letter of 'nihao') keys.type(letter);
  }
  const keyboard = new Keyboard(keys, locale, { backspace: iconShape('backspace'), enter: iconShape('enter'), shift: iconShape('shift') }, () => undefined);
  stage.panels.setLook({ theme, textScale, language: locale.language });
  stage.panels.show(panel, { type: 'before' });
  if (tab === 1) {
    panel.focusOrder().find((widget) => widget.semantics()?.role === 'tab' && !widget.semantics()?.selected)?.activate();
    stage.panels.show(keyboard.panel, { type: 'below', panel });
  }
  const mirrors = [panel, keyboard.panel].map((it) => new Mirror(it, locale.language, true));
  for (const { element } of mirrors) document.body.append(element);
  return () => {
    for (const it of [panel, keyboard.panel]) stage.panels.remove(it);
    for (const mirror of mirrors) mirror.dispose();
    keyboard.dispose();
  };
}
