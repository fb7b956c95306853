import type { Page } from 'puppeteer-core';
import { attachOnce } from './attachOnce';

describe('attachOnce', () => {
  function pageWith(send: jest.Mock) {
    const target = { createCDPSession: async () => ({ send }) };
    return { target: () => target } as unknown as Page;
  }

  it('asks the browser to attach once in each session, and everything else as often as wanted', async () => {
    const send = jest.fn(async (method: string) => ({ of: method }));
    const page = attachOnce(pageWith(send));
    const options = {
      autoAttach: true,
      flatten: true,
      waitForDebuggerOnStart: true,
    };

    const session = await page.target().createCDPSession();
    await session.send('Target.setAutoAttach', options);
    await session.send('Target.setAutoAttach', options);
    await expect(session.send('Page.enable')).resolves.toEqual({
      of: 'Page.enable',
    });
    await session.send('Page.enable');
    expect(send.mock.calls).toEqual([
      ['Target.setAutoAttach', options],
      ['Page.enable'],
      ['Page.enable'],
    ]);

    const another = await page.target().createCDPSession();
    await another.send('Target.setAutoAttach', options);
    expect(send).toHaveBeenCalledTimes(4);
  });

  it('passes on what the browser refuses', async () => {
    const send = jest.fn().mockRejectedValue(new Error('Target closed'));
    const session = await attachOnce(pageWith(send))
      .target()
      .createCDPSession();
    await expect(
      session.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
      }),
    ).rejects.toThrow('Target closed');
  });
});
