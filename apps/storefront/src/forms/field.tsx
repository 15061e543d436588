import { useId } from 'preact/hooks';

interface FieldParts {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly autoComplete: string;
  readonly type?: 'text' | 'tel';
  readonly fault?: string | undefined;
  readonly required?: boolean;
}

const LONGEST = 200;

/** One line to fill in, with its label, and what is wrong with it where something is. */
export function Field({
  label,
  name,
  value,
  autoComplete,
  type = 'text',
  fault,
  required = true,
}: FieldParts) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...{ id, name, required }}
        type={type as 'text'} // its types want each kind of field by itself
        defaultValue={value}
        autocomplete={autoComplete}
        maxLength={LONGEST}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
      />
      {fault && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
    </div>
  );
}
