// Draws with the very script that the page draws with: it comes along as text, so that there is one drawing and no copy.
const load = async (script) => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
};

export default {
  async render({ model, el }) {
    const draw = await load(model.get("script"));
    const root = document.createElement("div");
    root.className = "hand";
    el.classList.add("ptcoding");
    el.append(root);
    const set = (name, value) => {
      model.set(name, value);
      model.save_changes();
    };
    // The drawing writes into what it is given; the model keeps its own.
    const paint = () => draw({ parentElement: el, data: [structuredClone(model.get("data"))], setStateValue: set });
    const stop = paint();
    model.on("change:data", paint);
    return () => {
      model.off("change:data", paint);
      stop();
    };
  },
};
