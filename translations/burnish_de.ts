<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>ErrorSentence</name>
    <message>
        <source>The picture</source>
        <comment>start of a sentence</comment>
        <translation>Das Bild</translation>
    </message>
    <message>
        <source>The model</source>
        <comment>start of a sentence</comment>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>These settings cannot be carried out</source>
        <translation>Diese Einstellungen lassen sich nicht ausführen</translation>
    </message>
    <message>
        <source>The chosen device is not in this machine</source>
        <translation>Das gewählte Gerät ist nicht in diesem Rechner</translation>
    </message>
    <message>
        <source>%1 was not found</source>
        <translation>%1 wurde nicht gefunden</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1 ließ sich nicht lesen</translation>
    </message>
    <message>
        <source>%1 is too large to open</source>
        <translation>%1 ist zu groß zum Öffnen</translation>
    </message>
    <message>
        <source>%1 broke the picture reader</source>
        <translation>%1 hat den Bildleser abstürzen lassen</translation>
    </message>
    <message>
        <source>The model was not found</source>
        <translation>Das Modell wurde nicht gefunden</translation>
    </message>
    <message>
        <source>The model %1 was not found</source>
        <translation>Das Modell %1 wurde nicht gefunden</translation>
    </message>
    <message>
        <source>%1 is incomplete</source>
        <translation>%1 ist unvollständig</translation>
    </message>
    <message>
        <source>%1 is damaged</source>
        <translation>%1 ist beschädigt</translation>
    </message>
    <message>
        <source>%1 is not a model that refines</source>
        <translation>%1 ist kein Modell, das verfeinert</translation>
    </message>
    <message>
        <source>There was not enough memory</source>
        <translation>Der Speicher reichte nicht</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>The file</source>
        <comment>start of a sentence</comment>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>The engine could not be started</source>
        <translation>Das Rechenwerk ließ sich nicht starten</translation>
    </message>
    <message>
        <source>Something went wrong inside Burnish</source>
        <translation>In Burnish ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Nothing was changed. Look at the setting named under Details and refine again.</source>
        <translation>Nichts wurde geändert. Die Einstellung unter Einzelheiten nachsehen und noch einmal verfeinern.</translation>
    </message>
    <message>
        <source>Nothing was lost. Set the device to Automatic or CPU under More and refine again.</source>
        <translation>Nichts ist verloren. Das Gerät unter Mehr auf Automatisch oder CPU stellen und noch einmal verfeinern.</translation>
    </message>
    <message>
        <source>It may have been moved or renamed, or its drive is not connected.</source>
        <translation>Vielleicht wurde die Datei verschoben oder umbenannt, oder ihr Laufwerk ist nicht verbunden.</translation>
    </message>
    <message>
        <source>It was refused before any memory was taken. Make it smaller in another program first.</source>
        <translation>Es wurde abgelehnt, bevor Speicher belegt wurde. Zuerst in einem anderen Programm verkleinern.</translation>
    </message>
    <message>
        <source>The reader runs apart, so nothing else was harmed, and the next picture opens. This file is damaged, or meant to do harm.</source>
        <translation>Der Leser läuft für sich, darum ist sonst nichts geschehen, und das nächste Bild öffnet sich. Diese Datei ist beschädigt oder soll schaden.</translation>
    </message>
    <message>
        <source>Your pictures are safe. Choose the model&apos;s folder again, or another model.</source>
        <translation>Alle Bilder sind sicher. Den Ordner des Modells noch einmal wählen oder ein anderes Modell nehmen.</translation>
    </message>
    <message>
        <source>Your pictures are safe. A file of the model is missing; download it again, or choose another model.</source>
        <translation>Alle Bilder sind sicher. Eine Datei des Modells fehlt; das Modell noch einmal herunterladen oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>Your pictures are safe. A file of the model breaks the rules of its format; download it again.</source>
        <translation>Alle Bilder sind sicher. Eine Datei des Modells bricht die Regeln ihres Formats; sie noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>Your results are safe. Close other programs, choose “bf16” or a smaller picture, and refine again.</source>
        <translation>Alle Ergebnisse sind sicher. Andere Programme schließen, „bf16“ oder ein kleineres Bild wählen und noch einmal verfeinern.</translation>
    </message>
    <message>
        <source>What was there before is whole, and the result stays open here. Save it to another place, or free some space.</source>
        <translation>Was vorher dort war, ist unversehrt, und das Ergebnis bleibt hier offen. An einem anderen Ort speichern oder Platz schaffen.</translation>
    </message>
    <message>
        <source>Pictures and results can be opened, compared and saved, but not refined. Details say which library is missing.</source>
        <translation>Bilder und Ergebnisse lassen sich öffnen, vergleichen und speichern, aber nicht verfeinern. Die Einzelheiten sagen, welche Bibliothek fehlt.</translation>
    </message>
    <message>
        <source>Your pictures and results are safe, and you can go on. This is a fault of ours: please report it with the details.</source>
        <translation>Alle Bilder und Ergebnisse sind sicher, und die Arbeit kann weitergehen. Das ist ein Fehler von uns: Bitte mit den Einzelheiten melden.</translation>
    </message>
    <message>
        <source>This processor is too old to refine pictures</source>
        <translation>Dieser Prozessor ist zu alt zum Verfeinern</translation>
    </message>
    <message>
        <source>The engine needs AVX2, which processors have had since about 2013. Pictures can be opened and compared all the same.</source>
        <translation>Das Rechenwerk braucht AVX2, das Prozessoren seit etwa 2013 haben. Bilder lassen sich trotzdem öffnen und vergleichen.</translation>
    </message>
    <message>
        <source>It is damaged, or not a picture of a kind that Burnish opens, such as PNG, JPEG, TIFF or EXR.</source>
        <translation>Die Datei ist beschädigt, oder sie ist kein Bild einer Art, die Burnish öffnet, etwa PNG, JPEG, TIFF oder EXR.</translation>
    </message>
    <message>
        <source>%1 does not fit the model</source>
        <translation>%1 passt nicht zum Modell</translation>
    </message>
    <message>
        <source>%1 is not a VAE that fits</source>
        <translation>%1 ist kein VAE, das passt</translation>
    </message>
    <message>
        <source>Your pictures are safe. The LoRA was made for another model: remove it under Extras, or choose its model.</source>
        <translation>Alle Bilder sind sicher. Das LoRA ist für ein anderes Modell gemacht: unter „Extras“ entfernen oder sein Modell wählen.</translation>
    </message>
    <message>
        <source>Your pictures are safe. Burnish needs an autoencoder of the SDXL family, as a diffusers folder or a safetensors file.</source>
        <translation>Alle Bilder sind sicher. Burnish braucht einen Autoencoder der SDXL-Familie, als Diffusers-Ordner oder Safetensors-Datei.</translation>
    </message>
    <message>
        <source>Your pictures are safe. Burnish needs an SDXL refiner, or a model of the SDXL base family, as a diffusers folder or a safetensors file.</source>
        <translation>Alle Bilder sind sicher. Burnish braucht einen SDXL-Refiner oder ein Modell der SDXL-Basisfamilie, als Diffusers-Ordner oder Safetensors-Datei.</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>less than 1 s</source>
        <translation>weniger als 1 s</translation>
    </message>
    <message numerus="yes">
        <source>about %n s</source>
        <comment>seconds</comment>
        <translation>
            <numerusform>etwa %n s</numerusform>
            <numerusform>etwa %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min</source>
        <comment>minutes</comment>
        <translation>
            <numerusform>etwa %n min</numerusform>
            <numerusform>etwa %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n h</source>
        <comment>hours</comment>
        <translation>
            <numerusform>etwa %n h</numerusform>
            <numerusform>etwa %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n min</source>
        <comment>%1: about 2 h</comment>
        <translation>
            <numerusform>%1 %n min</numerusform>
            <numerusform>%1 %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s left</source>
        <comment>seconds</comment>
        <translation>
            <numerusform>noch %n s</numerusform>
            <numerusform>noch %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <comment>minutes</comment>
        <translation>
            <numerusform>noch %n min</numerusform>
            <numerusform>noch %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <comment>hours</comment>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n min left</source>
        <comment>%1: 2 h</comment>
        <translation>
            <numerusform>noch %1 %n min</numerusform>
            <numerusform>noch %1 %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>Das Rechenwerk startet</translation>
    </message>
    <message>
        <source>Loading the text encoder</source>
        <translation>Der Textencoder wird geladen</translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>Der Prompt wird gelesen</translation>
    </message>
    <message>
        <source>Loading the autoencoder</source>
        <translation>Der Autoencoder wird geladen</translation>
    </message>
    <message>
        <source>Reading the picture</source>
        <translation>Das Bild wird gelesen</translation>
    </message>
    <message>
        <source>Loading the refiner</source>
        <translation>Der Refiner wird geladen</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Refining</source>
        <translation>Verfeinern</translation>
    </message>
    <message>
        <source>Making the picture</source>
        <translation>Das Bild entsteht</translation>
    </message>
    <message>
        <source>Keeping the result</source>
        <translation>Das Ergebnis wird gesichert</translation>
    </message>
</context>
<context>
    <name>UndoText</name>
    <message>
        <source>change model</source>
        <translation>Modell ändern</translation>
    </message>
    <message>
        <source>edit prompt</source>
        <translation>Prompt bearbeiten</translation>
    </message>
    <message>
        <source>edit negative prompt</source>
        <translation>Negativen Prompt bearbeiten</translation>
    </message>
    <message>
        <source>change prompt syntax</source>
        <translation>Prompt-Syntax ändern</translation>
    </message>
    <message>
        <source>change strength</source>
        <translation>Stärke ändern</translation>
    </message>
    <message>
        <source>change steps</source>
        <translation>Schritte ändern</translation>
    </message>
    <message>
        <source>change guidance</source>
        <translation>Führung ändern</translation>
    </message>
    <message>
        <source>change guidance rescale</source>
        <translation>Führungsdämpfung ändern</translation>
    </message>
    <message>
        <source>change aesthetic score</source>
        <translation>Ästhetikwert ändern</translation>
    </message>
    <message>
        <source>change negative aesthetic score</source>
        <translation>Negativwert ändern</translation>
    </message>
    <message>
        <source>change seed</source>
        <translation>Startwert ändern</translation>
    </message>
    <message>
        <source>change sizes</source>
        <translation>Größen ändern</translation>
    </message>
    <message>
        <source>change sampler</source>
        <translation>Sampler ändern</translation>
    </message>
    <message>
        <source>restore settings</source>
        <translation>Einstellungen wiederherstellen</translation>
    </message>
    <message>
        <source>refine (%1)</source>
        <comment>%1: Result 3</comment>
        <translation>verfeinern (%1)</translation>
    </message>
    <message>
        <source>change keep detail</source>
        <translation>Detailerhalt ändern</translation>
    </message>
    <message>
        <source>change mask</source>
        <translation>Maske ändern</translation>
    </message>
    <message>
        <source>change tiles</source>
        <translation>Kacheln ändern</translation>
    </message>
    <message>
        <source>change VAE</source>
        <translation>VAE ändern</translation>
    </message>
    <message>
        <source>change LoRAs</source>
        <translation>LoRAs ändern</translation>
    </message>
    <message>
        <source>change watermark</source>
        <translation>Wasserzeichen ändern</translation>
    </message>
    <message>
        <source>change colours</source>
        <translation>Farben ändern</translation>
    </message>
</context>
<context>
    <name>burnish::ui::AboutDialog</name>
    <message>
        <source>The model in use:</source>
        <translation>Das verwendete Modell:</translation>
    </message>
    <message>
        <source>licence: %1</source>
        <translation>Lizenz: %1</translation>
    </message>
    <message>
        <source>The official SDXL refiner:</source>
        <translation>Der offizielle SDXL-Refiner:</translation>
    </message>
    <message>
        <source>Stability AI&apos;s stable-diffusion-xl-refiner-1.0 comes under the CreativeML Open RAIL++-M licence of 26 July 2023. It may be used freely, also for money, but not to break the law, to harm or to exploit people, minors above all, to deceive with false information, to defame, to discriminate, or to give medical or legal judgement. Whoever passes the model on, or something made from it, passes these limits on too.</source>
        <translation>stable-diffusion-xl-refiner-1.0 von Stability AI steht unter der Lizenz CreativeML Open RAIL++-M vom 26. Juli 2023. Es darf frei verwendet werden, auch gegen Geld, aber nicht, um Gesetze zu brechen, Menschen, vor allem Minderjährigen, zu schaden oder sie auszubeuten, mit falschen Angaben zu täuschen, zu verleumden, zu benachteiligen oder medizinische oder rechtliche Urteile zu geben. Wer das Modell oder daraus Gemachtes weitergibt, gibt auch diese Grenzen weiter.</translation>
    </message>
    <message>
        <source>What it is for:</source>
        <translation>Wofür es da ist:</translation>
    </message>
    <message>
        <source>Research, art and design, teaching, and finding out what such models can and cannot do. It is not made to show real people or events as they are; do not use it as if it did.</source>
        <translation>Für Forschung, Kunst und Gestaltung, Unterricht, und um herauszufinden, was solche Modelle können und was nicht. Es ist nicht dafür gemacht, wirkliche Menschen oder Ereignisse so zu zeigen, wie sie sind; dafür ist es nicht zu verwenden.</translation>
    </message>
    <message>
        <source>What it cannot do:</source>
        <translation>Was es nicht kann:</translation>
    </message>
    <message>
        <source>It does not reach the look of a photograph in every case, does not write legible words, has trouble with prompts that say how things stand to one another, and may get faces and hands wrong. Its autoencoder loses fine detail. What it learnt from carries prejudice, and so may its pictures.</source>
        <translation>Es erreicht nicht in jedem Fall das Aussehen einer Fotografie, schreibt keine lesbaren Wörter, tut sich schwer mit Prompts, die sagen, wie Dinge zueinander stehen, und kann Gesichter und Hände falsch zeichnen. Sein Autoencoder verliert feine Einzelheiten. Woraus es gelernt hat, trägt Vorurteile, und so vielleicht auch seine Bilder.</translation>
    </message>
    <message>
        <source>Burnish is under the Apache License 2.0. It uses:</source>
        <translation>Burnish steht unter der Apache-Lizenz 2.0. Es verwendet:</translation>
    </message>
    <message>
        <source>OpenAI&apos;s CLIP vocabulary · MIT</source>
        <translation>CLIP-Wortschatz von OpenAI · MIT</translation>
    </message>
    <message>
        <source>The engine:</source>
        <translation>Das Rechenwerk:</translation>
    </message>
    <message>
        <source>Not opened yet; its versions stand here once it is.</source>
        <translation>Noch nicht geöffnet; seine Versionen stehen danach hier.</translation>
    </message>
    <message>
        <source>About Burnish</source>
        <translation>Über Burnish</translation>
    </message>
    <message>
        <source>Refines pictures with the SDXL refiner, on this machine, by hand and by eye.</source>
        <translation>Verfeinert Bilder mit dem SDXL-Refiner, auf diesem Rechner, von Hand und nach Augenmaß.</translation>
    </message>
    <message>
        <source>About the model and the libraries</source>
        <translation>Über Modell und Bibliotheken</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>&amp;Libraries</source>
        <translation>&amp;Bibliotheken</translation>
    </message>
    <message>
        <source>Qt %1 · LGPL-3.0 (dynamically linked)</source>
        <translation>Qt %1 · LGPL-3.0 (dynamisch gebunden)</translation>
    </message>
    <message>
        <source>libtorch · BSD-3-Clause; Intel oneMKL and oneDNN, NVIDIA runtime parts under their own terms</source>
        <translation>libtorch · BSD-3-Clause; Intel oneMKL und oneDNN sowie Teile der NVIDIA-Laufzeit unter eigenen Bedingungen</translation>
    </message>
    <message>
        <source>OpenImageIO · Apache-2.0, with libjpeg-turbo, libpng, libtiff, libwebp, OpenEXR</source>
        <translation>OpenImageIO · Apache-2.0, mit libjpeg-turbo, libpng, libtiff, libwebp, OpenEXR</translation>
    </message>
    <message>
        <source>nlohmann-json, {fmt}, CLI11 · MIT or BSD-3-Clause</source>
        <translation>nlohmann-json, {fmt}, CLI11 · MIT oder BSD-3-Clause</translation>
    </message>
</context>
<context>
    <name>burnish::ui::Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Clear list</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>Fenster s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation>Bild &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Wipe</source>
        <translation>&amp;Blende</translation>
    </message>
    <message>
        <source>&amp;Flip</source>
        <translation>&amp;Wechsel</translation>
    </message>
    <message>
        <source>&amp;Rotate the divider</source>
        <translation>&amp;Trennlinie drehen</translation>
    </message>
    <message>
        <source>Show the &amp;source (hold B)</source>
        <translation>&amp;Quelle zeigen (B halten)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;200 %</source>
        <translation>&amp;200 %</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>&amp;Bare canvas</source>
        <translation>Nur das B&amp;ild</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>As the &amp;theme</source>
        <translation>Wie das &amp;Thema</translation>
    </message>
    <message>
        <source>&amp;Mid grey</source>
        <translation>&amp;Mittelgrau</translation>
    </message>
    <message>
        <source>&amp;Refine</source>
        <translation>&amp;Verfeinern</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Go to the &amp;prompt</source>
        <translation>Zum &amp;Prompt</translation>
    </message>
    <message>
        <source>&amp;Draw another seed</source>
        <translation>Neuen Startwert &amp;ziehen</translation>
    </message>
    <message>
        <source>&amp;Keep the seed</source>
        <translation>Startwert &amp;behalten</translation>
    </message>
    <message>
        <source>Refine the &amp;source</source>
        <translation>Die &amp;Quelle verfeinern</translation>
    </message>
    <message>
        <source>Refine this r&amp;esult</source>
        <translation>Dieses &amp;Ergebnis verfeinern</translation>
    </message>
    <message>
        <source>Se&amp;t what made this result</source>
        <translation>Einstellungen dieses E&amp;rgebnisses setzen</translation>
    </message>
    <message>
        <source>&amp;Choose a model folder…</source>
        <translation>Modellordner &amp;wählen …</translation>
    </message>
    <message>
        <source>&amp;Free the model&apos;s memory</source>
        <translation>Speicher des Modells &amp;freigeben</translation>
    </message>
    <message>
        <source>&amp;About Burnish</source>
        <translation>Ü&amp;ber Burnish</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>T&amp;hema</translation>
    </message>
    <message>
        <source>&amp;Canvas colour</source>
        <translation>&amp;Farbe der Fläche</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Fit to win&amp;dow</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Refine pa&amp;nel</source>
        <translation>Verfei&amp;nern-Leiste</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>Open ne&amp;xt</source>
        <translation>Nächs&amp;tes öffnen</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>Ein&amp;stellungen …</translation>
    </message>
    <message>
        <source>&amp;Leave out place and people</source>
        <translation>&amp;Ort und Personen weglassen</translation>
    </message>
    <message>
        <source>&amp;New from text…</source>
        <translation>&amp;Neu aus Text …</translation>
    </message>
    <message>
        <source>Choose a model fi&amp;le…</source>
        <translation>Modell&amp;datei wählen …</translation>
    </message>
</context>
<context>
    <name>burnish::ui::CompareView</name>
    <message>
        <source>Picture, before and after</source>
        <translation>Bild, vorher und nachher</translation>
    </message>
    <message>
        <source>Arrow keys move the divider, R turns it, B held shows the source</source>
        <translation>Pfeiltasten bewegen die Trennlinie, R dreht sie, B gehalten zeigt die Quelle</translation>
    </message>
</context>
<context>
    <name>burnish::ui::DropController</name>
    <message>
        <source>Use the model %1</source>
        <translation>Modell %1 verwenden</translation>
    </message>
    <message>
        <source>%1 is a folder without a model</source>
        <translation>%1 ist ein Ordner ohne Modell</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Open %1, the first of %n</source>
        <translation>
            <numerusform>%1 öffnen, das erste von %n</numerusform>
            <numerusform>%1 öffnen, das erste von %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the picture</source>
        <translation>Das Bild öffnen</translation>
    </message>
    <message>
        <source>Burnish does not fetch pictures from the net: save it first</source>
        <translation>Burnish holt keine Bilder aus dem Netz: erst speichern</translation>
    </message>
    <message>
        <source>This is not a picture</source>
        <translation>Das ist kein Bild</translation>
    </message>
    <message>
        <source>%1 is not a picture that Burnish opens</source>
        <translation>%1 ist kein Bild, das Burnish öffnet</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
</context>
<context>
    <name>burnish::ui::EmptyCard</name>
    <message>
        <source>Drop a picture here</source>
        <translation>Ein Bild hier ablegen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Mit dem Beispiel</translation>
    </message>
    <message>
        <source>Use another model…</source>
        <translation>Ein anderes Modell …</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Ein Bild öffnen</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Ein Bild einfügen</translation>
    </message>
    <message>
        <source>PNG, JPEG, TIFF, WebP, EXR, JPEG XL, PSD and more. Nothing leaves this machine.</source>
        <translation>PNG, JPEG, TIFF, WebP, EXR, JPEG XL, PSD und mehr. Nichts verlässt diesen Rechner.</translation>
    </message>
</context>
<context>
    <name>burnish::ui::ErrorBar</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>Einzelheiten der Meldung</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Show the next message</source>
        <translation>Nächste Meldung zeigen</translation>
    </message>
</context>
<context>
    <name>burnish::ui::ExtrasSection</name>
    <message>
        <source>Extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>Add a LoRA…</source>
        <translation>LoRA hinzufügen …</translation>
    </message>
    <message>
        <source>Lay a LoRA over the model; it has to be made for this kind of model</source>
        <translation>Ein LoRA über das Modell legen; es muss für diese Art von Modell gemacht sein</translation>
    </message>
    <message>
        <source>Choose a LoRA</source>
        <translation>LoRA wählen</translation>
    </message>
    <message>
        <source>(word:1.2), &amp;BREAK and long prompts</source>
        <translation>(Wort:1.2), &amp;BREAK und lange Prompts</translation>
    </message>
    <message>
        <source>Read prompts as other programs do; switched off, they are plain text of at most 75 tokens</source>
        <translation>Prompts lesen, wie andere Programme es tun; ausgeschaltet sind sie einfacher Text von höchstens 75 Token</translation>
    </message>
    <message>
        <source>Wat&amp;ermark</source>
        <translation>Wasserz&amp;eichen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Readable</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>As the reference</source>
        <translation>Wie die Vorlage</translation>
    </message>
    <message>
        <source>Watermark</source>
        <translation>Wasserzeichen</translation>
    </message>
    <message>
        <source>Stability&apos;s invisible mark, in the files of the results that are refined from now on. Readable: the usual decoder finds it again</source>
        <translation>Das unsichtbare Zeichen von Stability, in den Dateien der Ergebnisse, die ab jetzt entstehen. Lesbar: Der übliche Leser findet es wieder</translation>
    </message>
    <message>
        <source>VAE…</source>
        <translation>VAE …</translation>
    </message>
    <message>
        <source>Put another autoencoder in the model&apos;s place</source>
        <translation>Einen anderen Autoencoder an die Stelle des modelleigenen setzen</translation>
    </message>
    <message>
        <source>Use the model&apos;s own VAE</source>
        <translation>Das VAE des Modells verwenden</translation>
    </message>
    <message>
        <source>Choose a VAE</source>
        <translation>VAE wählen</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Weights (%1)</source>
        <translation>Gewichte (%1)</translation>
    </message>
    <message>
        <source>%1: does not fit</source>
        <translation>%1: passt nicht</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>das des Modells</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message numerus="yes">
        <source>%n LoRA(s)</source>
        <translation>
            <numerusform>%n LoRA</numerusform>
            <numerusform>%n LoRAs</numerusform>
        </translation>
    </message>
    <message>
        <source>watermark</source>
        <translation>Wasserzeichen</translation>
    </message>
</context>
<context>
    <name>burnish::ui::FileController</name>
    <message>
        <source>Pictures (%1)</source>
        <translation>Bilder (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Ein Bild öffnen</translation>
    </message>
    <message>
        <source>There is no picture to paste</source>
        <translation>Es gibt kein Bild zum Einfügen</translation>
    </message>
    <message>
        <source>Copy a picture in another program first.</source>
        <translation>Zuerst in einem anderen Programm ein Bild kopieren.</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>Ein anderes öffnen …</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>bild</translation>
    </message>
    <message>
        <source>Save the result</source>
        <translation>Das Ergebnis speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Unsaved results</source>
        <translation>Nicht gespeicherte Ergebnisse</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) were not saved.</source>
        <translation>
            <numerusform>%n Ergebnis wurde nicht gespeichert.</numerusform>
            <numerusform>%n Ergebnisse wurden nicht gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save all results into a folder</source>
        <translation>Alle Ergebnisse in einem Ordner speichern</translation>
    </message>
    <message>
        <source>Save them all into one folder, or give them up?</source>
        <translation>Alle in einem Ordner speichern oder aufgeben?</translation>
    </message>
    <message>
        <source>Save it, or give it up?</source>
        <translation>Speichern oder aufgeben?</translation>
    </message>
    <message>
        <source>&amp;Save all…</source>
        <translation>Alle &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>&amp;Give up</source>
        <translation>&amp;Aufgeben</translation>
    </message>
    <message>
        <source>This window edits %1 for another program</source>
        <translation>Dieses Fenster bearbeitet %1 für ein anderes Programm</translation>
    </message>
    <message>
        <source>Save or close it first; other pictures are opened in a window of their own.</source>
        <translation>Erst speichern oder schließen; andere Bilder bekommen ein eigenes Fenster.</translation>
    </message>
    <message numerus="yes">
        <source>%n more picture(s) wait</source>
        <translation>
            <numerusform>%n weiteres Bild wartet</numerusform>
            <numerusform>%n weitere Bilder warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Als Nächstes: %1</translation>
    </message>
    <message>
        <source>Open the next</source>
        <translation>Nächstes öffnen</translation>
    </message>
    <message>
        <source>Editing %1 for another program</source>
        <translation>%1 wird für ein anderes Programm bearbeitet</translation>
    </message>
    <message>
        <source>Save writes the file and closes this window. Closing without saving leaves it as it is.</source>
        <translation>Speichern schreibt die Datei und schließt das Fenster. Schließen ohne Speichern lässt sie, wie sie ist.</translation>
    </message>
    <message>
        <source>No result was written to %1.</source>
        <translation>In %1 wurde kein Ergebnis geschrieben.</translation>
    </message>
    <message>
        <source>Save the one that is shown, or leave the file as it is?</source>
        <translation>Das gezeigte Ergebnis speichern oder die Datei lassen, wie sie ist?</translation>
    </message>
    <message>
        <source>&amp;Save and close</source>
        <translation>&amp;Speichern und schließen</translation>
    </message>
    <message>
        <source>&amp;Leave as it is</source>
        <translation>&amp;Unverändert lassen</translation>
    </message>
</context>
<context>
    <name>burnish::ui::GenerateController</name>
    <message>
        <source>Choose a model folder</source>
        <translation>Modellordner wählen</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>The picture is finished</source>
        <translation>Das Bild ist fertig</translation>
    </message>
    <message>
        <source>It was saved as %1.</source>
        <translation>Es wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>The new picture is not saved yet</source>
        <translation>Das neue Bild ist noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Woanders speichern …</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <source>Checkpoints (%1)</source>
        <translation>Modelldateien (%1)</translation>
    </message>
</context>
<context>
    <name>burnish::ui::HistoryModel</name>
    <message>
        <source>starting…</source>
        <translation>beginnt …</translation>
    </message>
    <message>
        <source>Running: strength %1, %2</source>
        <translation>Läuft: Stärke %1, %2</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>seed %1 · %2</source>
        <translation>Startwert %1 · %2</translation>
    </message>
    <message>
        <source>Source, %1</source>
        <translation>Quelle, %1</translation>
    </message>
    <message>
        <source>%1, strength %2</source>
        <translation>%1, Stärke %2</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>%1 · %2 · double click restores its settings</source>
        <translation>%1 · %2 · Doppelklick stellt die Einstellungen wieder her</translation>
    </message>
</context>
<context>
    <name>burnish::ui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Every result is kept here, with what made it.</source>
        <translation>Jedes Ergebnis steht hier, mit dem, woraus es entstand.</translation>
    </message>
    <message>
        <source>History of results</source>
        <translation>Verlauf der Ergebnisse</translation>
    </message>
</context>
<context>
    <name>burnish::ui::MainWindow</name>
    <message>
        <source>After · %1</source>
        <translation>Nachher · %1</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>%1[*] – Burnish</source>
        <translation>%1[*] – Burnish</translation>
    </message>
    <message>
        <source>with profile</source>
        <translation>mit Profil</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message numerus="yes">
        <source>%n bit</source>
        <translation>
            <numerusform>%n Bit</numerusform>
            <numerusform>%n Bit</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Fit %1</source>
        <translation>Eingepasst %1</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Ein Modell wählen</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>%1 ist bereit</translation>
    </message>
    <message>
        <source>Looking for a model …</source>
        <translation>Ein Modell wird gesucht …</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 offload</source>
        <translation>, Auslagern %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>memory in use of memory in all</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Blende</translation>
    </message>
    <message>
        <source>Before and after side to side, with a divider (R rotates it)</source>
        <translation>Vorher und nachher mit einer Trennlinie (R dreht sie)</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>The result alone; hold the mouse button or B to see the source</source>
        <translation>Nur das Ergebnis; Maustaste oder B halten zeigt die Quelle</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>The settings could not be read</source>
        <translation>Die Einstellungen ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>Burnish starts with its own; the damaged file is kept.</source>
        <translation>Burnish beginnt mit seinen eigenen; die beschädigte Datei bleibt erhalten.</translation>
    </message>
    <message>
        <source>&amp;Save and return</source>
        <translation>&amp;Speichern und zurück</translation>
    </message>
    <message>
        <source>Open ne&amp;xt</source>
        <translation>Nächs&amp;tes öffnen</translation>
    </message>
    <message>
        <source>Open ne&amp;xt: %1</source>
        <translation>Nächs&amp;tes öffnen: %1</translation>
    </message>
    <message>
        <source>The settings cannot be written</source>
        <translation>Die Einstellungen lassen sich nicht speichern</translation>
    </message>
    <message>
        <source>Burnish works, but forgets them when it is closed. Results are not kept for a crash: save them.</source>
        <translation>Burnish läuft, vergisst sie aber beim Schließen. Ergebnisse werden nicht für einen Absturz aufbewahrt: bitte speichern.</translation>
    </message>
    <message>
        <source>for trying out</source>
        <extracomment>the small model that comes with the program</extracomment>
        <translation>zum Ausprobieren</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>a model&apos;s name, and what it is: &quot;SDXL refiner&quot;, &quot;SDXL base&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>watermark</source>
        <translation>Wasserzeichen</translation>
    </message>
    <message>
        <source>Carries the invisible mark of generated pictures: %1 of %2 bits agree</source>
        <translation>Trägt das unsichtbare Zeichen erzeugter Bilder: %1 von %2 Bits stimmen überein</translation>
    </message>
</context>
<context>
    <name>burnish::ui::MaskController</name>
    <message>
        <source>Choose another…</source>
        <translation>Anderes wählen …</translation>
    </message>
    <message>
        <source>Open a mask</source>
        <translation>Maske öffnen</translation>
    </message>
</context>
<context>
    <name>burnish::ui::MaskSection</name>
    <message>
        <source> px</source>
        <extracomment>pixels</extracomment>
        <translation> px</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus Datei …</translation>
    </message>
    <message>
        <source>A picture of the same size: only what is white in it may change</source>
        <translation>Ein Bild derselben Größe: Nur was darin weiß ist, darf sich ändern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Weiche Kante</translation>
    </message>
    <message>
        <source>How far the edge of the mask is softened, to either side</source>
        <translation>Wie weit der Rand der Maske nach beiden Seiten weich wird</translation>
    </message>
    <message>
        <source>Refine only the masked area</source>
        <translation>Nur den maskierten Bereich verfeinern</translation>
    </message>
    <message>
        <source>The area around the mask is enlarged to the model&apos;s best size, refined and put back</source>
        <translation>Der Bereich um die Maske wird auf die beste Größe des Modells vergrößert, verfeinert und zurückgesetzt</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>How much around the mask the model sees</source>
        <translation>Wie viel um die Maske herum das Modell sieht</translation>
    </message>
    <message>
        <source>Show what is kept</source>
        <translation>Zeigen, was bleibt</translation>
    </message>
    <message>
        <source>Everything may change</source>
        <translation>Alles darf sich ändern</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>burnish::ui::ModelController</name>
    <message>
        <source>Choose another…</source>
        <translation>Ein anderes wählen …</translation>
    </message>
    <message>
        <source>The model&apos;s recommended settings cannot be read</source>
        <translation>Die empfohlenen Einstellungen des Modells lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>The settings stay as they are.</source>
        <translation>Die Einstellungen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Einen Modellordner wählen</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <source>Checkpoints (%1)</source>
        <translation>Modelldateien (%1)</translation>
    </message>
</context>
<context>
    <name>burnish::ui::ModelNote</name>
    <message>
        <source>The pocket refiner is for trying out, for small pictures and for machines without a GPU. For finished work download the SDXL refiner 1.0 (about 6 GB) and choose its folder with Models → Choose a model folder…</source>
        <translation>Der Taschen-Refiner ist zum Ausprobieren da, für kleine Bilder und für Rechner ohne Grafikprozessor. Für fertige Arbeiten den SDXL-Refiner 1.0 herunterladen (etwa 6 GB) und seinen Ordner unter „Modelle → Modellordner wählen …“ wählen.</translation>
    </message>
</context>
<context>
    <name>burnish::ui::MoreSection</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps of the whole schedule; strength says how many of them run</source>
        <translation>Schritte des ganzen Ablaufs; die Stärke sagt, wie viele davon laufen</translation>
    </message>
    <message>
        <source>S&amp;teps</source>
        <translation>Schri&amp;tte</translation>
    </message>
    <message>
        <source>&amp;Guidance</source>
        <translation>Führun&amp;g</translation>
    </message>
    <message>
        <source>How closely the prompt is followed; 1 switches guidance off and halves the time</source>
        <translation>Wie eng dem Prompt gefolgt wird; 1 schaltet die Führung ab und halbiert die Zeit</translation>
    </message>
    <message>
        <source>Takes back over-exposure of strong guidance</source>
        <translation>Nimmt die Überzeichnung starker Führung zurück</translation>
    </message>
    <message>
        <source>&amp;Aesthetic score</source>
        <translation>Ästheti&amp;kwert</translation>
    </message>
    <message>
        <source>How pretty the picture should be taken for; 6 is the model&apos;s usual</source>
        <translation>Für wie schön das Bild gelten soll; 6 ist beim Modell üblich</translation>
    </message>
    <message>
        <source>&amp;Negative score</source>
        <translation>&amp;Negativwert</translation>
    </message>
    <message>
        <source>The same for what is kept away from; 2.5 is the model&apos;s usual</source>
        <translation>Dasselbe für das, was gemieden wird; 2,5 ist beim Modell üblich</translation>
    </message>
    <message>
        <source>Where it is computed</source>
        <translation>Wo gerechnet wird</translation>
    </message>
    <message>
        <source>Prec&amp;ision</source>
        <translation>Genau&amp;igkeit</translation>
    </message>
    <message>
        <source>Half precision takes half the memory</source>
        <translation>Halbe Genauigkeit braucht den halben Speicher</translation>
    </message>
    <message>
        <source>&amp;Offload</source>
        <translation>Aus&amp;lagern</translation>
    </message>
    <message>
        <source>Model: one part at a time is in memory</source>
        <translation>Modell: immer nur ein Teil ist im Speicher</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Processor threads to use</source>
        <translation>So viele Prozessor-Threads rechnen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA-GPU (CUDA)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>guidance %1</source>
        <translation>Führung %1</translation>
    </message>
    <message>
        <source>Guidance resca&amp;le</source>
        <translation>Führung dämpf&amp;en</translation>
    </message>
    <message>
        <source>Devi&amp;ce</source>
        <translation>Ge&amp;rät</translation>
    </message>
    <message>
        <source>Threads in &amp;use</source>
        <translation>Gen&amp;utzte Threads</translation>
    </message>
    <message>
        <source>Show a previe&amp;w while it runs</source>
        <translation>V&amp;orschau zeigen, während es läuft</translation>
    </message>
    <message>
        <source>&amp;Keep detail</source>
        <translation>Detail &amp;erhalten</translation>
    </message>
    <message>
        <source>Gives back grain and lettering that the model loses by itself, where the picture changed little; 0 is off</source>
        <translation>Gibt Korn und Schrift zurück, die das Modell von sich aus verliert, wo sich das Bild wenig geändert hat; 0 ist aus</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Sampler</translation>
    </message>
    <message>
        <source>How the steps are taken; Euler is what the model was published with</source>
        <translation>Wie die Schritte gegangen werden; mit Euler wurde das Modell veröffentlicht</translation>
    </message>
    <message>
        <source>Added noise (eta)</source>
        <translation>Zusatzrauschen (Eta)</translation>
    </message>
    <message>
        <source>How much noise DDIM adds back at each step</source>
        <translation>Wie viel Rauschen DDIM bei jedem Schritt wieder zugibt</translation>
    </message>
    <message>
        <source>Large pictures are refined in overlapping tiles, which takes little memory; automatically when a picture is much larger than the model&apos;s own size</source>
        <translation>Große Bilder werden in überlappenden Kacheln verfeinert, was wenig Speicher braucht; automatisch, wenn ein Bild viel größer ist als die eigene Größe des Modells</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>Let the grey picture &amp;become coloured</source>
        <translation>Das graue Bild darf far&amp;big werden</translation>
    </message>
    <message>
        <source>Otherwise the result of a grey picture is grey</source>
        <translation>Sonst ist das Ergebnis eines grauen Bildes grau</translation>
    </message>
</context>
<context>
    <name>burnish::ui::NewFromTextDialog</name>
    <message>
        <source>New picture from text</source>
        <translation>Neues Bild aus Text</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>&amp;Prompt</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Negativer Prompt</translation>
    </message>
    <message>
        <source>&amp;Negative prompt</source>
        <translation>&amp;Negativer Prompt</translation>
    </message>
    <message>
        <source>&amp;Make picture</source>
        <translation>Bild er&amp;zeugen</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Base model alone</source>
        <translation>Nur das Basismodell</translation>
    </message>
    <message>
        <source>Ensemble: a refiner takes over towards the end</source>
        <translation>Ensemble: Gegen Ende übernimmt ein Refiner</translation>
    </message>
    <message>
        <source>Two stages: a refiner refines what the base made</source>
        <translation>Zwei Stufen: Ein Refiner verfeinert, was das Basismodell gemacht hat</translation>
    </message>
    <message>
        <source>&amp;Route</source>
        <translation>&amp;Weg</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keines</translation>
    </message>
    <message>
        <source>&amp;Base model</source>
        <translation>&amp;Basismodell</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Re&amp;finer</source>
        <translation>Re&amp;finer</translation>
    </message>
    <message>
        <source>Refiner</source>
        <translation>Refiner</translation>
    </message>
    <message>
        <source>&amp;Choose a model folder…</source>
        <translation>Modellordner wäh&amp;len …</translation>
    </message>
    <message>
        <source>Prompt of the refiner</source>
        <translation>Prompt des Refiners</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>derselbe</translation>
    </message>
    <message>
        <source>Refiner&apos;s pr&amp;ompt</source>
        <translation>Pr&amp;ompt des Refiners</translation>
    </message>
    <message>
        <source>&amp;Takes over at</source>
        <translation>Übern&amp;immt bei</translation>
    </message>
    <message>
        <source>The part of the schedule after which the refiner goes on</source>
        <translation>Der Teil des Ablaufs, nach dem der Refiner weitermacht</translation>
    </message>
    <message>
        <source>Stren&amp;gth</source>
        <translation>&amp;Stärke</translation>
    </message>
    <message>
        <source>How much the refiner may change</source>
        <translation>Wie viel der Refiner ändern darf</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Sampler</translation>
    </message>
    <message>
        <source>&amp;Sampler</source>
        <translation>S&amp;ampler</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>St&amp;eps</source>
        <translation>S&amp;chritte</translation>
    </message>
    <message>
        <source>G&amp;uidance</source>
        <translation>Führ&amp;ung</translation>
    </message>
    <message>
        <source>How closely the prompt is followed</source>
        <translation>Wie eng dem Prompt gefolgt wird</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>Startwer&amp;t</translation>
    </message>
    <message>
        <source>Choose a model fi&amp;le…</source>
        <translation>Modelldate&amp;i wählen …</translation>
    </message>
    <message>
        <source>A picture from text needs an SDXL base model, such as stable-diffusion-xl-base-1.0 or one of its fine-tunes. Choose its folder or file.</source>
        <translation>Ein Bild aus Text braucht ein SDXL-Basismodell, etwa stable-diffusion-xl-base-1.0 oder eine seiner Abwandlungen: dessen Ordner oder Datei wählen.</translation>
    </message>
    <message>
        <source>This route needs a refiner. Choose its folder or file.</source>
        <translation>Dieser Weg braucht einen Refiner: dessen Ordner oder Datei wählen.</translation>
    </message>
</context>
<context>
    <name>burnish::ui::PictureIo</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
</context>
<context>
    <name>burnish::ui::PictureIoWorker</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
</context>
<context>
    <name>burnish::ui::PromptSection</name>
    <message>
        <source>&amp;Prompt</source>
        <translation>&amp;Prompt</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>What does the picture show? Leave it empty for a plain clean-up.</source>
        <translation>Was zeigt das Bild? Leer lassen, um nur aufzuräumen.</translation>
    </message>
    <message>
        <source>What the picture shows (press / to come here)</source>
        <translation>Was das Bild zeigt (/ führt hierher)</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Negativer Prompt</translation>
    </message>
    <message>
        <source>What to keep away from: noise, blur …</source>
        <translation>Was zu meiden ist: Rauschen, Unschärfe …</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Only the first %1 tokens are read</source>
        <translation>Nur die ersten %1 Token werden gelesen</translation>
    </message>
    <message>
        <source>Tokens of the prompt, as the model reads it</source>
        <translation>Token des Prompts, wie das Modell ihn liest</translation>
    </message>
</context>
<context>
    <name>burnish::ui::RecoveryController</name>
    <message>
        <source>A part of an earlier session is damaged</source>
        <translation>Ein Teil einer früheren Sitzung ist beschädigt</translation>
    </message>
    <message>
        <source>What can be read is offered; the rest is left where it is.</source>
        <translation>Was lesbar ist, wird angeboten; der Rest bleibt, wo er ist.</translation>
    </message>
    <message numerus="yes">
        <source>Burnish ended early: %n result(s) of %1 are here</source>
        <translation>
            <numerusform>Burnish endete vorzeitig: %n Ergebnis von %1 ist noch da</numerusform>
            <numerusform>Burnish endete vorzeitig: %n Ergebnisse von %1 sind noch da</numerusform>
        </translation>
    </message>
    <message>
        <source>From %1. Nothing that was finished is lost.</source>
        <translation>Vom %1. Nichts Fertiges ist verloren.</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
    <message>
        <source>Save the open results first</source>
        <translation>Zuerst die offenen Ergebnisse speichern</translation>
    </message>
    <message>
        <source>Bringing the earlier session back replaces the open picture.</source>
        <translation>Die frühere Sitzung zurückzuholen ersetzt das offene Bild.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of %1 were given up</source>
        <translation>
            <numerusform>%n Ergebnis von %1 wurde aufgegeben</numerusform>
            <numerusform>%n Ergebnisse von %1 wurden aufgegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>They go when this window is closed.</source>
        <translation>Endgültig gelöscht wird beim Schließen dieses Fensters.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>burnish::ui::RefineController</name>
    <message>
        <source>The result is not kept for a crash</source>
        <translation>Das Ergebnis ist nicht gegen einen Absturz gesichert</translation>
    </message>
    <message>
        <source>It is in the window; save it. %1</source>
        <translation>Es ist noch im Fenster und lässt sich dort speichern. %1</translation>
    </message>
    <message>
        <source>Preview · step %1 of %2</source>
        <translation>Vorschau · Schritt %1 von %2</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Denoising, step %1 of %2</source>
        <translation>Entrauschen, Schritt %1 von %2</translation>
    </message>
    <message>
        <source>The prompt was cut at 75 tokens</source>
        <translation>Der Prompt wurde nach 75 Token abgeschnitten</translation>
    </message>
    <message>
        <source>What came after them had no effect on this result.</source>
        <translation>Was danach kam, hatte auf dieses Ergebnis keine Wirkung.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>%1, tile %2 of %3</source>
        <translation>%1, Kachel %2 von %3</translation>
    </message>
    <message>
        <source>A part of the prompt was left out</source>
        <translation>Ein Teil des Prompts wurde ausgelassen</translation>
    </message>
    <message>
        <source>The model was not told: %1</source>
        <translation>Dem Modell nicht gesagt: %1</translation>
    </message>
</context>
<context>
    <name>burnish::ui::RefineDocument</name>
    <message>
        <source>Result %1</source>
        <translation>Ergebnis %1</translation>
    </message>
</context>
<context>
    <name>burnish::ui::RefinePanel</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Refine the source picture</source>
        <translation>Das Quellbild verfeinern</translation>
    </message>
    <message>
        <source>This result</source>
        <translation>Dieses Ergebnis</translation>
    </message>
    <message>
        <source>Refine the result that is shown</source>
        <translation>Das gezeigte Ergebnis verfeinern</translation>
    </message>
    <message>
        <source>Refine from</source>
        <translation>Ausgehen von</translation>
    </message>
</context>
<context>
    <name>burnish::ui::RunButton</name>
    <message>
        <source>Refine</source>
        <translation>Verfeinern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
</context>
<context>
    <name>burnish::ui::SeedSection</name>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed and settings make the same picture</source>
        <translation>Gleicher Startwert und gleiche Einstellungen ergeben das gleiche Bild</translation>
    </message>
    <message>
        <source>Draw another seed and keep it</source>
        <translation>Einen neuen Startwert ziehen und behalten</translation>
    </message>
    <message>
        <source>Keep the seed from run to run</source>
        <translation>Den Startwert von Lauf zu Lauf behalten</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>Start&amp;wert</translation>
    </message>
</context>
<context>
    <name>burnish::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>A new language is shown with the next start.</source>
        <translation>Eine neue Sprache erscheint beim nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thema</translation>
    </message>
    <message>
        <source>&amp;Contrast</source>
        <translation>&amp;Kontrast</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system (%1)</source>
        <extracomment>%1 is the name of the language that the system asks for, in that language.</extracomment>
        <translation>Wie das System (%1)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
</context>
<context>
    <name>burnish::ui::SizesForm</name>
    <message>
        <source>Original si&amp;ze</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Width × height that the picture is said to have had; small ones look soft</source>
        <translation>Breite × Höhe, die das Bild gehabt haben soll; kleine wirken weich</translation>
    </message>
    <message>
        <source>Target size</source>
        <translation>Zielgröße</translation>
    </message>
    <message>
        <source>Width × height that the picture is said to be for</source>
        <translation>Breite × Höhe, für die das Bild sein soll</translation>
    </message>
    <message>
        <source>Crop left, top</source>
        <translation>Beschnitt links, oben</translation>
    </message>
    <message>
        <source>How much the picture is said to have been cut; 0, 0 centres the subject</source>
        <translation>Wie viel vom Bild abgeschnitten sein soll; 0, 0 rückt das Motiv in die Mitte</translation>
    </message>
    <message>
        <source>Negative original</source>
        <translation>Negative Originalgröße</translation>
    </message>
    <message>
        <source>The original size that is kept away from</source>
        <translation>Die Originalgröße, von der weggeführt wird</translation>
    </message>
    <message>
        <source>Negative target</source>
        <translation>Negative Zielgröße</translation>
    </message>
    <message>
        <source>The target size that is kept away from</source>
        <translation>Die Zielgröße, von der weggeführt wird</translation>
    </message>
    <message>
        <source>Negative crop</source>
        <translation>Negativer Beschnitt</translation>
    </message>
    <message>
        <source>The crop that is kept away from</source>
        <translation>Der Beschnitt, von dem weggeführt wird</translation>
    </message>
    <message>
        <source>Sizes told to the model</source>
        <translation>Größen, die das Modell erfährt</translation>
    </message>
    <message>
        <source>as the picture</source>
        <translation>wie das Bild</translation>
    </message>
    <message>
        <source>the picture&apos;s</source>
        <translation>die des Bildes</translation>
    </message>
</context>
<context>
    <name>burnish::ui::SourceNotices</name>
    <message>
        <source>These settings cannot be used</source>
        <translation>Diese Einstellungen sind nicht verwendbar</translation>
    </message>
    <message>
        <source>The value of “%1” is out of range.</source>
        <translation>Der Wert von „%1“ liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>This picture says how it was made (%1)</source>
        <translation>Dieses Bild sagt, wie es entstanden ist (%1)</translation>
    </message>
    <message>
        <source>Prompt and settings can be taken from it.</source>
        <translation>Prompt und Einstellungen lassen sich daraus übernehmen.</translation>
    </message>
    <message>
        <source>Prompt and settings can be taken from it. Some of it has no counterpart here.</source>
        <translation>Prompt und Einstellungen lassen sich daraus übernehmen. Für manches gibt es hier keine Entsprechung.</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Only the first page was opened</source>
        <translation>Nur die erste Seite wurde geöffnet</translation>
    </message>
    <message>
        <source>The file has several pages or frames.</source>
        <translation>Die Datei hat mehrere Seiten oder Einzelbilder.</translation>
    </message>
    <message>
        <source>Saved without a watermark</source>
        <translation>Ohne Wasserzeichen gespeichert</translation>
    </message>
    <message>
        <source>The picture has fewer than %1 pixels: no decoder would read it.</source>
        <translation>Das Bild hat weniger als %1 Pixel: Kein Leser würde es finden.</translation>
    </message>
    <message>
        <source>Saved with a watermark</source>
        <translation>Mit Wasserzeichen gespeichert</translation>
    </message>
    <message>
        <source>The watermark cannot be read from the file</source>
        <translation>Das Wasserzeichen ist aus der Datei nicht zu lesen</translation>
    </message>
    <message>
        <source>The usual decoder finds %1 of %2 bits in it.</source>
        <translation>Der übliche Leser findet darin %1 von %2 Bits.</translation>
    </message>
    <message>
        <source>The picture&apos;s printing inks were converted</source>
        <translation>Die Druckfarben des Bildes wurden umgerechnet</translation>
    </message>
    <message>
        <source>It was in CMYK. Results are in sRGB.</source>
        <translation>Es lag in CMYK vor. Ergebnisse sind in sRGB.</translation>
    </message>
</context>
<context>
    <name>burnish::ui::StrengthSection</name>
    <message>
        <source>&amp;Strength</source>
        <translation>&amp;Stärke</translation>
    </message>
    <message>
        <source>Strength as a number</source>
        <translation>Stärke als Zahl</translation>
    </message>
    <message>
        <source>0 returns the source, 1 repaints it wholly</source>
        <translation>0 gibt die Quelle zurück, 1 malt sie ganz neu</translation>
    </message>
    <message>
        <source>No step will run: the source comes back as it is</source>
        <translation>Kein Schritt läuft: Die Quelle kommt zurück, wie sie ist</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n step(s) will run</source>
        <extracomment>%1 is the number of steps that run, %n the number of steps in all.</extracomment>
        <translation>
            <numerusform>%1 von %n Schritt läuft</numerusform>
            <numerusform>%1 von %n Schritten laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n tile(s)</source>
        <translation>
            <numerusform>in %n Kachel</numerusform>
            <numerusform>in %n Kacheln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::StrengthSlider</name>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>How much of the picture may change, in hundredths</source>
        <translation>Wie viel vom Bild sich ändern darf, in Hundertsteln</translation>
    </message>
    <message>
        <source>touch-up</source>
        <translation>Retusche</translation>
    </message>
    <message>
        <source>refine</source>
        <translation>feiner</translation>
    </message>
    <message>
        <source>rework</source>
        <translation>umarbeiten</translation>
    </message>
    <message>
        <source>repaint</source>
        <translation>neu malen</translation>
    </message>
    <message>
        <source>Shaded: up to 0.20 the refiner does what it was trained for. Beyond it invents more.</source>
        <translation>Getönt: Bis 0,20 tut der Refiner, wofür er trainiert wurde. Darüber erfindet er mehr.</translation>
    </message>
    <message>
        <source>How much may change. Keys: arrows move by 0.01, Page Up and Page Down by 0.10, 1 to 4 go to the marks.</source>
        <translation>Wie viel sich ändern darf. Tasten: Pfeile bewegen um 0,01, Bild auf und Bild ab um 0,10, 1 bis 4 gehen zu den Marken.</translation>
    </message>
</context>
</TS>
