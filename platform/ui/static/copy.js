// A button under each text that is to be copied. Without this script people mark the text themselves.
for (const field of document.querySelectorAll("textarea[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "hk-button hk-button--second hk-button--small";
  button.textContent = field.dataset.copy;
  const label = document.querySelector(`label[for="${field.id}"]`);
  if (label) button.setAttribute("aria-label", `${field.dataset.copy} ${label.textContent}`);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    said.textContent = field.dataset.copied;
    setTimeout(() => { said.textContent = ""; }, 4000);
  });
  const row = document.createElement("div");
  row.className = "hk-row hk-row--tight";
  row.append(button, said);
  field.after(row);
}
