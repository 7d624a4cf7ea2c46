import type { Shape } from './shape.ts';

/**
 * Fills in what can only be one thing, such as `type: "ban"`, and the groups that must be there around it: so nobody
 * types them, and what is missing is named by itself and not by the group around it.
 */
export function fillConstants(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'group': {
      if (!isObject(value)) return value;
      const filled = [...shape.members].map(([name, member]) => {
        const given = Object.hasOwn(value, name) ? value[name] : undefined;
        const inner = given === undefined && member.required ? beginningOf(member.shape) : given;
        return [name, fillConstants(member.shape, inner)] as const;
      });
      const others = Object.entries(value).filter(([name]) => !shape.members.has(name));
      return Object.fromEntries([...filled.filter(([, inner]) => inner !== undefined), ...others]);
    }
    case 'record':
      if (!isObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, fillConstants(shape.value, inner)]),
      );
    case 'list':
      return Array.isArray(value) ? value.map((inner) => fillConstants(shape.item, inner)) : value;
    case 'either': {
      const fitting = shape.options.find((option) => fits(option, value));
      return fitting === undefined ? value : fillConstants(fitting, value);
    }
    default:
      return value;
  }
}

function beginningOf(shape: Shape): unknown {
  if (shape.kind === 'constant') return shape.value;
  return shape.kind === 'group' ? {} : undefined;
}

function fits(shape: Shape, value: unknown): boolean {
  if (shape.kind === 'group') {
    return isObject(value) && Object.keys(value).every((key) => shape.members.has(key));
  }
  if (shape.kind === 'record') return isObject(value);
  return shape.kind === 'list' && Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
