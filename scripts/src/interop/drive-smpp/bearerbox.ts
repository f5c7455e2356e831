import { createServer, type Server, type Socket } from 'node:net';

/** Where drive_smpp looks for the bearerbox it tests, from its first session on; it is written into the program. */
const PORT = 13_001;

/** Takes drive_smpp's other connection and says nothing: without it the program panics after three seconds. */
export async function openSilentBearerbox(): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, '127.0.0.1', resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}
