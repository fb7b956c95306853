import { PassThrough } from 'node:stream';
import { sendLog } from './sendLog';

it('gives up when GitHub falls silent in the middle of a log, and lets go of it', async () => {
  const cancel = jest.fn();
  const log = new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(new TextEncoder().encode('begin')),
    cancel,
  });
  const browser = Object.assign(new PassThrough(), { setHeader: jest.fn() });
  await expect(sendLog(log, browser as never, 1_000, 50)).rejects.toThrow(
    'GitHub fell silent',
  );
  expect(cancel).toHaveBeenCalled();
  expect(browser.destroyed).toBe(true);
});
