// Holds 1,000 WebSocket clients with heartbeats on the simulated Stream service. A part of
// `yarn bench:mobworx`; by itself: node scripts/bench/signaling.mjs
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startProcess, stopAll, stopWithThisProcess } from '../processes.mjs';
import { inRoot } from '../repository.mjs';
import { progress, row } from './report.mjs';

const CLIENTS = 1_000;
const CLIENTS_PER_ROOM = 10;
const HEARTBEAT_MS = 3_000;
const DURATION_MS = 60_000;
// What has been sent last needs a moment to be answered.
const LAST_ACKS_MS = 2_000;

function startSimulatedStream() {
  return new Promise((resolve, reject) => {
    const child = startProcess({
      name: 'The simulated staging',
      command: process.execPath,
      args: [
        '--require',
        inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
        'src/main.ts',
      ],
      cwd: inRoot('packages/simulators'),
      env: { SIMULATED_UPSTREAMS: 'staging', SIMULATED_STAGING_PORT: '0' },
      onLine: line => {
        const url = /\bws:\/\/localhost:\d+/.exec(line)?.[0];
        if (url) resolve({ child, url });
      },
    });
    child.exited.then(() => reject(new Error(child.lastLines())));
  });
}

/** A client that joins a room, sends heartbeats, and notes what goes wrong. */
class Client {
  joined = false;
  dropped = false;
  refused = 0;
  sent = 0;
  acked = 0;
  latencies = [];

  constructor(url, number) {
    this.number = number;
    this.room = {
      ch: 'm2m',
      rid: `bench-${Math.floor(number / CLIENTS_PER_ROOM)}`,
      ss: {
        userId: `bench-user-${number}`,
        sessionId: `bench-session-${number}`,
        category: 'stream',
        host: 'Server',
        deviceId: 'bench',
      },
    };
    this.socket = new WebSocket(url);
    this.open = new Promise((resolve, reject) => {
      this.socket.addEventListener('open', resolve);
      this.socket.addEventListener('error', reject);
    });
    this.socket.addEventListener('close', () => {
      this.dropped = true;
    });
    this.socket.addEventListener('message', ({ data }) =>
      this.receive(JSON.parse(data)),
    );
  }

  send(action, data) {
    this.socket.send(
      JSON.stringify({ action, data: { ...this.room, ...data } }),
    );
  }

  async join() {
    await this.open;
    const answered = new Promise(resolve => {
      this.onJoin = resolve;
    });
    this.send('join', {
      s: 'JOIN',
      ve: true,
      ae: true,
      eg: 'native',
      op: {
        userFaking: true,
        roomCreating: this.number % CLIENTS_PER_ROOM === 0,
      },
    });
    await answered;
    this.sendHeartbeat();
    this.timer = setInterval(() => this.sendHeartbeat(), HEARTBEAT_MS);
  }

  sendHeartbeat() {
    this.sent += 1;
    this.send('heartbeat', {
      s: 'HEARTBEAT',
      bid: String(performance.now()),
      send_ack: true,
    });
  }

  receive({ c, s, b }) {
    if (c !== 200) this.refused += 1;
    if (s === 'JOIN') {
      this.joined = c === 200;
      this.onJoin();
    }
    if (s === 'HEARTBEAT' && c === 200) {
      this.acked += 1;
      this.latencies.push(performance.now() - Number(b.bid));
    }
  }

  get isWell() {
    return this.joined && !this.dropped && this.refused === 0;
  }
}

/** Measures how many of the clients are held, and how fast their heartbeats are answered: Row[]. */
export async function measureSignaling() {
  progress('Starting the simulated Stream service.');
  const { child, url } = await startSimulatedStream();
  progress(`Connecting ${CLIENTS} clients.`);
  const clients = [];
  for (let number = 0; number < CLIENTS; number += 1) {
    const client = new Client(url, number);
    // One after the other: who creates a room has to come first.
    await client.join();
    clients.push(client);
  }
  progress(`Holding them for ${DURATION_MS / 1000} s.`);
  await sleep(DURATION_MS);
  clients.forEach(client => clearInterval(client.timer));
  await sleep(LAST_ACKS_MS);
  const total = name => clients.reduce((sum, one) => sum + one[name], 0);
  const well = clients.filter(client => client.isWell).length;
  const dropped = clients.filter(client => client.dropped).length;
  const latencies = clients.flatMap(one => one.latencies).sort((a, b) => a - b);
  const p99 = latencies[Math.floor(latencies.length * 0.99)];
  clients.forEach(client => client.socket.close());
  await child.stop();
  return [
    row({
      name: 'WebSocket clients with heartbeats that the simulator holds',
      value: well,
      unit: 'clients',
      limit: CLIENTS,
      atLeast: true,
      note: `${CLIENTS / CLIENTS_PER_ROOM} rooms for ${DURATION_MS / 1000} s, a heartbeat every ${HEARTBEAT_MS / 1000} s; ${dropped} dropped, ${total('refused')} signals refused; p99 of an ack ${p99.toFixed(1)} ms`,
    }),
    row({
      name: 'Heartbeats of theirs that were not answered',
      value: total('sent') - total('acked'),
      unit: 'heartbeats',
      limit: 0,
      note: `of ${total('sent')}`,
    }),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  stopWithThisProcess();
  const rows = await measureSignaling().finally(stopAll);
  process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}
