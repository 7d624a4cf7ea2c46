import { benchBot, describeBot } from './bot.ts';
import { benchLimiter, describeLimiter } from './limiter.ts';
import { benchSharing } from './sharing.ts';

// One after the other: two at once would measure each other.
console.log(describeLimiter(await benchLimiter()));
console.log(`\n${describeBot(await benchBot())}`);
console.log(`\n${await benchSharing()}`);
