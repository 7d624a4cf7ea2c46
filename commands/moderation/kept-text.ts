import { UserError } from '../../src/message/user-error.ts';
import { codeText } from '../../src/render/escape.ts';

/**
 * Carries out what a form asks for. Discord forgets what was typed once a form is sent, so a refusal gives it back to
 * be copied, as much of it as one message holds.
 */
export async function keepingText<T>(
  typed: readonly (string | undefined)[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const lines = typed
      .flatMap((text) => (text ?? '').split(/\r?\n/u))
      .filter((line) => line.trim() !== '')
      .map((line) => codeText(line));
    if (!(error instanceof UserError) || lines.length === 0) throw error;
    const { identifier, message, context } = error;
    throw new UserError(
      identifier,
      `${message}\n\nWhat you typed, to copy it:\n\`\`\`\n${lines.join('\n')}\n\`\`\``,
      context,
    );
  }
}
