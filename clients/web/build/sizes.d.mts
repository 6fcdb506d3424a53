export function readBounds(text: string): Map<string, number>;
export function plainName(file: string): string;
export function judge(sizes: ReadonlyMap<string, number>, bounds: ReadonlyMap<string, number>): string[];
export function checkSizes(folder: string): void;
