import { type ChildProcess, spawn } from 'node:child_process';

/** How a browser is started. */
export interface ChromiumOptions {
  chromePath: string;
  /** chrome-launcher's flags for browsers that are driven by a program. */
  defaultFlags: string[];
  sandbox: boolean;
  profileFolder: string;
  proxyPort: number;
}

/** The browser couldn't be started, or ended by itself. */
export class ChromiumEnded extends Error {
  /** What it wrote last. */
  readonly lastWords: string;

  constructor(message: string, lastWords: string) {
    super(message);
    this.name = 'ChromiumEnded';
    this.lastWords = lastWords;
  }
}

const START_TIME_LIMIT_MS = 60_000;
const LISTENING = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//;
const LAST_WORDS_LENGTH = 4000;

/**
 * A headless browser whose only way out is the proxy. It belongs to the process group of the
 * worker, so that one signal ends both with all their children.
 */
export class Chromium {
  readonly #process: ChildProcess;
  #lastWords = '';
  #closing = false;
  /** Rejects with {@link ChromiumEnded} when it ends before {@link close}; never resolves. */
  readonly ended: Promise<never>;

  constructor(options: ChromiumOptions) {
    this.#process = spawn(options.chromePath, flagsOf(options), {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Everything that it keeps, caches and reports of crashes too, goes with its folder.
      env: {
        ...process.env,
        HOME: options.profileFolder,
        TMPDIR: options.profileFolder,
        XDG_CACHE_HOME: options.profileFolder,
        XDG_CONFIG_HOME: options.profileFolder,
      },
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS_LENGTH);
    });
    this.ended = new Promise<never>((_, reject) => {
      const end = (how: string) => {
        if (!this.#closing) {
          reject(
            new ChromiumEnded(`The browser ${how}.`, this.#lastWords.trim()),
          );
        }
      };
      this.#process.once('error', error =>
        end(`could not be started: ${error.message}`),
      );
      this.#process.once('close', (code, signal) =>
        end(`ended by itself (${signal ?? `code ${code}`})`),
      );
    });
    // Whoever waits for it hears of it; nobody may be waiting yet.
    this.ended.catch(() => {});
  }

  /** The port by which the browser can be driven, as soon as it listens. */
  async port(): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const listening = new Promise<number>((resolve, reject) => {
      this.#process.stderr?.on('data', () => {
        const [, port] = LISTENING.exec(this.#lastWords) ?? [];
        if (port) {
          resolve(Number(port));
        }
      });
      timer = setTimeout(
        () =>
          reject(
            new ChromiumEnded(
              'The browser did not start in time.',
              this.#lastWords.trim(),
            ),
          ),
        START_TIME_LIMIT_MS,
      );
    });
    try {
      return await Promise.race([listening, this.ended]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it and resolves when it is gone. */
  async close(): Promise<void> {
    this.#closing = true;
    const { exitCode, signalCode, pid } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) {
      return;
    }
    const gone = new Promise<void>(resolve => {
      this.#process.once('exit', () => resolve());
    });
    this.#process.kill('SIGKILL');
    await gone;
  }
}

function flagsOf(options: ChromiumOptions): string[] {
  return [
    ...options.defaultFlags,
    '--headless',
    '--disable-gpu',
    '--remote-debugging-port=0',
    `--user-data-dir=${options.profileFolder}`,
    // The small /dev/shm of a container would make larger pages crash.
    '--disable-dev-shm-usage',
    '--disable-breakpad',
    '--no-pings',
    // Who is signed in to the browser, Google is not asked.
    '--gaia-url=https://accounts.invalid',
    // All of HTTP goes through the proxy, that to the machine itself too; and whatever would not
    // ask the proxy has no names and no UDP.
    `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    '--disable-quic',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    ...(options.sandbox ? [] : ['--no-sandbox']),
    'about:blank',
  ];
}
