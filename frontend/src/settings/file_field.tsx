interface FileFieldProps {
  /** The effect of picking a file. */
  label: string;
  /** File endings, ".json". */
  accept: string;
  onFile: (file: File) => void;
}

/** A button for picking a file; the browser's own field is inside, for the keyboard and the screen reader. */
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
          field.value = ""; // so that the same file can be picked again
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
