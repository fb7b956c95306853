// Live updates as the portal's pages listen to them: one WebSocket, opened anew when it breaks.

const RECONNECT_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Listens to a channel of the signals of the portal.
 *
 * @param options.url - of the load balancer or of one replica
 * @param options.token - of the person
 * @param options.channel - of which plugin
 * @returns `messages` (what has come, oldest first), `connections` (how many have been made),
 *   `isOpen()` and `stop()`
 */
export function listen({ url, token, channel }) {
  const address = `${url.replace(/^http/, 'ws')}/api/signals`;
  const messages = [];
  let connections = 0;
  let socket;
  let timer;
  let stopped = false;

  const again = () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(connect, RECONNECT_MS);
  };
  function connect() {
    const opened = new WebSocket(address, token);
    socket = opened;
    // The first of a replica that has just started is never answered, by the framework's design.
    const patience = setTimeout(() => {
      if (opened.readyState !== WebSocket.OPEN) opened.close();
    }, CONNECT_TIMEOUT_MS);
    opened.onopen = () => {
      connections += 1;
      opened.send(JSON.stringify({ action: 'subscribe', channel }));
    };
    opened.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.channel === channel) messages.push(message.message);
    };
    opened.onclose = () => {
      clearTimeout(patience);
      if (opened === socket) again();
    };
  }
  connect();
  return {
    messages,
    get connections() {
      return connections;
    },
    isOpen: () => socket.readyState === WebSocket.OPEN,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      socket.close();
    },
  };
}
