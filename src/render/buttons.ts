import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';

interface Button {
  readonly label: string;
  readonly style: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger;
  readonly customId: string;
  readonly disabled?: boolean;
}

/** One row of up to five buttons that lead back to a command. */
export function buttonRow(buttons: readonly Button[]): APIActionRowComponent<APIButtonComponentWithCustomId> {
  return {
    type: ComponentType.ActionRow,
    components: buttons.map(({ label, style, customId, disabled = false }) => ({
      type: ComponentType.Button,
      label,
      style,
      custom_id: customId,
      ...(disabled && { disabled }),
    })),
  };
}
