import { setStage } from '../e2e/harness.ts';

const ASKERS = 100;

/** How many calls a question costs the API behind it when many ask it at once. */
export async function benchSharing(): Promise<string> {
  const stage = await setStage();
  try {
    await stage.start();
    const upstream = () => stage.dcs?.requests.filter(({ path }) => path.endsWith('/topkdr')).length ?? 0;
    const user = stage.member();
    const handles = Array.from({ length: ASKERS }, () => stage.discord.command({ user, name: 'topkdr' }));
    await Promise.all(handles.map((handle) => handle.reply(30_000)));
    return `Identical questions: ${ASKERS} times /topkdr at once cost ${upstream()} call of DCSServerBot`;
  } finally {
    await stage.close();
  }
}
