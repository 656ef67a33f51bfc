import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** A port whose bytes reach `target`, both on loopback, so many milliseconds later; answers come back at once. */
export async function openDelay(
  target: number,
  milliseconds: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    near.on('data', (bytes) => setTimeout(() => far.write(bytes), milliseconds));
    far.pipe(near);
    near.on('close', () => far.destroy());
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port, close };
}
