// A line to the server that can be cut: a plain forwarder on a port of its own.
import net from 'node:net';

/** Opens a line to `port` on this machine; `cut` ends it in mid-sentence, `restore` opens it again. */
export async function openLine(port) {
  const open = new Set();
  let server = await listen(0);
  const own = server.address().port;

  function listen(on) {
    const made = net.createServer((near) => {
      const far = net.connect(port, '127.0.0.1');
      for (const end of [near, far]) {
        open.add(end);
        end.on('error', () => {});
        end.on('close', () => { open.delete(end); near.destroy(); far.destroy(); });
      }
      near.pipe(far);
      far.pipe(near);
    });
    // A journey that fails leaves the line open: it keeps nobody waiting.
    made.unref();
    return new Promise((resolve) => made.listen(on, '127.0.0.1', () => resolve(made)));
  }

  function cut() {
    for (const end of open) end.destroy();
    return new Promise((resolve) => server.close(resolve));
  }

  return {
    url: `http://127.0.0.1:${own}`,
    cut,
    restore: async () => { server = await listen(own); },
    close: () => (server.listening ? cut() : Promise.resolve()),
  };
}
