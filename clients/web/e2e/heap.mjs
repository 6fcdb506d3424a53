// What a running page allocates, by the browser's own protocol.

/** Bytes between two samples of the profiler; the smaller, the truer and the slower. */
const SAMPLING_BYTES = 512;
/** The function whose callees are the render loop: `Visit.draw`. */
const LOOP = 'draw';

/**
 * Lets the page run and answers bytes a second: allocated in all, allocated by the render loop, and kept at the end; the heap is collected at both ends.
 * The pictures are counted by the page's own animation frames.
 */
export async function allocation(page, seconds) {
  const session = await page.context().newCDPSession(page);
  const used = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  await session.send('HeapProfiler.enable');
  const before = await used();
  await page.evaluate(() => {
    globalThis.picturesSeen = 0;
    const count = () => {
      globalThis.picturesSeen++;
      globalThis.counting = requestAnimationFrame(count);
    };
    count();
  });
  const began = Date.now();
  await session.send('HeapProfiler.startSampling', { samplingInterval: SAMPLING_BYTES, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const { profile } = await session.send('HeapProfiler.stopSampling');
  const passed = (Date.now() - began) / 1000;
  const pictures = await page.evaluate(() => (cancelAnimationFrame(globalThis.counting), globalThis.picturesSeen));
  const after = await used();
  const all = total(profile.head);
  const loop = totalBelow(profile.head, LOOP);
  await session.detach();
  return {
    perSecond: all / passed,
    loopPerSecond: loop / passed,
    perPicture: loop / Math.max(1, pictures),
    grownPerSecond: (after - before) / passed,
    picturesPerSecond: pictures / passed,
    worst: worst(profile.head, pictures),
  };
}

function total(node) {
  return node.selfSize + node.children.reduce((sum, child) => sum + total(child), 0);
}

function totalBelow(node, name) {
  if (node.callFrame.functionName === name) return total(node);
  return node.children.reduce((sum, child) => sum + totalBelow(child, name), 0);
}

/** The functions that allocate most themselves, bytes a picture. */
function worst(head, pictures) {
  const by = new Map();
  const visit = (node) => {
    const { functionName, url, lineNumber, columnNumber } = node.callFrame;
    const key = `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber}:${columnNumber}`;
    by.set(key, (by.get(key) ?? 0) + node.selfSize);
    node.children.forEach(visit);
  };
  visit(head);
  return [...by].sort((a, b) => b[1] - a[1]).slice(0, 30).map(([where, bytes]) => [where, Math.round(bytes / Math.max(1, pictures))]);
}
