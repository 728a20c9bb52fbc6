// Loaded before the command line in its tests: whoever asks for a name or a connection fails at once.
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

const refuse = () => {
  throw new Error('the network was used');
};

net.Socket.prototype.connect = refuse;
Object.assign(net, { connect: refuse, createConnection: refuse });
Object.assign(tls, { connect: refuse });
for (const web of [http, https]) Object.assign(web, { request: refuse, get: refuse });
for (const names of [dns, dns.promises]) {
  for (const [name, member] of Object.entries(names)) {
    if (typeof member === 'function' && /^(lookup|resolve|reverse)/.test(name))
      Object.assign(names, { [name]: refuse });
  }
}
Object.assign(globalThis, { fetch: refuse, WebSocket: refuse });
syncBuiltinESMExports();
