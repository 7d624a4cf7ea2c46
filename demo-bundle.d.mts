/** Bundles the bot, the demo and its page. @returns the folder of the bundles */
export function bundleDemo(): Promise<string>;
