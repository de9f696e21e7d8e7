<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>TimeText</name>
    <message numerus="yes">
        <source>about %n s</source>
        <comment>seconds</comment>
        <translation>
            <numerusform>about %n s</numerusform>
            <numerusform>about %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min</source>
        <comment>minutes</comment>
        <translation>
            <numerusform>about %n min</numerusform>
            <numerusform>about %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n h</source>
        <comment>hours</comment>
        <translation>
            <numerusform>about %n h</numerusform>
            <numerusform>about %n h</numerusform>
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
            <numerusform>%n s left</numerusform>
            <numerusform>%n s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <comment>minutes</comment>
        <translation>
            <numerusform>%n min left</numerusform>
            <numerusform>%n min left</numerusform>
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
            <numerusform>%1 %n min left</numerusform>
            <numerusform>%1 %n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::DropController</name>
    <message numerus="yes">
        <source>Open %1, the first of %n</source>
        <translation>
            <numerusform>Open %1</numerusform>
            <numerusform>Open %1, the first of %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::ExtrasSection</name>
    <message numerus="yes">
        <source>%n LoRA(s)</source>
        <translation>
            <numerusform>%n LoRA</numerusform>
            <numerusform>%n LoRAs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::FileController</name>
    <message numerus="yes">
        <source>%n result(s) were not saved.</source>
        <translation>
            <numerusform>%n result was not saved.</numerusform>
            <numerusform>%n results were not saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more picture(s) wait</source>
        <translation>
            <numerusform>%n more picture waits</numerusform>
            <numerusform>%n more pictures wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n bit</source>
        <translation>
            <numerusform>%n bit</numerusform>
            <numerusform>%n bit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::MoreSection</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::RecoveryController</name>
    <message numerus="yes">
        <source>Burnish ended early: %n result(s) of %1 are here</source>
        <translation>
            <numerusform>Burnish ended early: %n result of %1 is here</numerusform>
            <numerusform>Burnish ended early: %n results of %1 are here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of %1 were given up</source>
        <translation>
            <numerusform>%n result of %1 was given up</numerusform>
            <numerusform>%n results of %1 were given up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>burnish::ui::StrengthSection</name>
    <message numerus="yes">
        <source>%1 of %n step(s) will run</source>
        <extracomment>%1 is the number of steps that run, %n the number of steps in all.</extracomment>
        <translation>
            <numerusform>%1 of %n step will run</numerusform>
            <numerusform>%1 of %n steps will run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n tile(s)</source>
        <translation>
            <numerusform>in %n tile</numerusform>
            <numerusform>in %n tiles</numerusform>
        </translation>
    </message>
</context>
</TS>
