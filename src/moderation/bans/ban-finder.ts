import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Ban } from '../../battlemetrics/resources/bans.ts';
import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import type { ActiveBan } from '../../render/moderation/ban-preview.ts';
import type { Subject } from '../../store/moderation-request.ts';

/** An active ban as it is offered while typing. */
export interface OfferedBan extends ActiveBan {
  /** Hostile text; undefined when BattleMetrics does not say. */
  readonly player: string | undefined;
}

/** The organization's bans. */
export interface BanFinder {
  /** At most 25 active bans that fit the text, the latest first. */
  search(text: string, call: Call): Promise<readonly OfferedBan[]>;
  /** The latest bans that hold on a person, and whether there are more. */
  of(
    subject: Subject,
    call: Call,
  ): Promise<{ readonly activeBans: readonly ActiveBan[]; readonly moreBans: boolean }>;
  /** @throws UserError when the text is neither the id nor the uid of a ban of this organization. */
  resolve(text: string, call: Call): Promise<Ban>;
}

interface FinderOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
}

const MOST_CHOICES = 25;
/** Of one person, so that the preview of another ban stays readable. */
const MOST_SHOWN = 5;

export function createBanFinder({ battlemetrics, organizationId: organization }: FinderOptions): BanFinder {
  const byId = async (id: string, call: Call): Promise<Ban | undefined> => {
    try {
      const { data, included } = await battlemetrics.bans.get({ id, include: ['player'] }, call);
      const name = included.get('player', data.relationships.player?.data?.id)?.attributes.name;
      return name === undefined ? data : { ...data, meta: { ...data.meta, player: name } };
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  };

  const byUid = async (uid: string, call: Call): Promise<Ban | undefined> => {
    if (uid === '') return undefined;
    // "If true, show expired" can be read as expired ones alone, so both lists count.
    for (const expired of [false, true]) {
      const filter = { organization, expired, search: uid };
      const page = await battlemetrics.bans.list({ filter, page: { size: 100 } }, call);
      const ban = page.data.find(({ attributes }) => attributes.uid === uid);
      if (ban !== undefined) return ban;
    }
    return undefined;
  };

  return {
    async search(text, call) {
      const filter = { organization, expired: false, ...(text === '' ? {} : { search: text }) };
      const page = await battlemetrics.bans.list(
        { filter, include: ['player'], sort: '-timestamp', page: { size: MOST_CHOICES } },
        call,
      );
      return page.data.map((ban) => ({
        ...toActiveBan(ban),
        player:
          page.included.get('player', ban.relationships.player?.data?.id)?.attributes.name ??
          ban.meta.player ??
          undefined,
      }));
    },

    async of({ playerId, steamId }, call) {
      // Of a Steam ID without a player only the search knows.
      const whose = playerId === null ? { search: steamId ?? '' } : { player: playerId };
      const filter = { organization, expired: false, ...whose };
      const page = await battlemetrics.bans.list(
        { filter, sort: '-timestamp', page: { size: MOST_SHOWN } },
        call,
      );
      return { activeBans: page.data.map(toActiveBan), moreBans: page.next !== undefined };
    },

    async resolve(text, call) {
      const asked = text.trim();
      const ban = await (/^\d{1,19}$/u.test(asked) ? byId(asked, call) : byUid(asked, call));
      if (ban === undefined) {
        throw new UserError(
          'ban-unknown',
          'There is no such ban. Pick one of the suggestions while you type, or give the id of a ban.',
        );
      }
      // The token's owner may be in several organizations, whose moderators are others.
      const owner = ban.relationships.organization?.data?.id;
      if (owner !== undefined && owner !== organization) {
        throw new UserError(
          'ban-elsewhere',
          `Ban ${ban.id} is of another organization: only it can lift it.`,
        );
      }
      return ban;
    },
  };
}

/** What is shown of a ban. */
export function toActiveBan({ id, attributes }: Ban): ActiveBan {
  const { reason, expires, orgWide } = attributes;
  return { id, reason, expires: expires === null ? null : Date.parse(expires), orgWide };
}
