/** The kit: everything an app needs to build a panel. See docs/panels.md. */
export { Button, type ButtonOptions, Toggle } from './button';
export { Column, Grid, Group, Row } from './boxes';
export { PanelBook, type PanelScope } from './book';
export { type Axis, LineChart, type Series } from './chart';
export type { IconShape } from './draw';
export { Field } from './field';
export { List, type ListItem } from './list';
export { Panel, type PanelOptions, type PointerPhase } from './panel';
export { Picture, type PictureSource } from './picture';
export { Progress } from './progress';
export { Scroll } from './scroll';
export { Slider } from './slider';
export { Tabs } from './tabs';
export { Text } from './text';
export { degrees } from './units';
export { Widget } from './widget';
