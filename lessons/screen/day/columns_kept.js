// Keeps in this browser what the columns of day sheets were corrected to: digests of headers and names of fields, nothing
// of a sheet's rows. It asks for nothing outside.

export default function ({ data: [{ site, kept, known }], setTriggerValue }) {
  const name = `${site}-day-columns`;
  try {
    if (kept !== null) {
      localStorage.setItem(name, JSON.stringify(kept));
      return;
    }
    const there = localStorage.getItem(name);
    if (there !== null && there !== JSON.stringify(known)) {
      setTriggerValue("told", JSON.parse(there));
    }
  } catch {
    // A browser that stores nothing, or what another program wrote there: the corrections last as long as the visit.
  }
}
