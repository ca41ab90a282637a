interface FileFieldProps {
  /** What picking a file does. */
  label: string;
  /** Endings, ".json". */
  accept: string;
  onFile: (file: File) => void;
}

/** A button that asks for a file; the browser's own field is in it, for the keyboard and the screen reader. */
export function FileField({ label, accept, onFile }: FileFieldProps) {
  return (
    <label class="file">
      <span>{label}</span>
      <input
        type="file"
        accept={accept}
        onChange={(event) => {
          const field = event.currentTarget;
          const file = field.files?.[0];
          field.value = ""; // the same file may be picked again
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
