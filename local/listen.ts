import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Have a server listen on a free loopback port; `close` does not wait for connections that are kept alive. */
export async function listen(server: Server): Promise<{ port: number; close(): Promise<void> }> {
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, close };
}
