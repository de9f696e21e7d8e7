// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/token_counter.h"

#include "core/tokenizer/clip_tokenizer.h"
#include "core/tokenizer/prompt_parser.h"
#include "core/weights/checkpoint.h"

#include <exception>

namespace burnish::ui {

struct TokenCounter::Shared {
    std::filesystem::path model;
    std::unique_ptr<ClipTokenizer> tokenizer;

    int count(const std::filesystem::path& wanted, const std::string& text, PromptSyntax syntax) {
        try {
            if (tokenizer == nullptr || model != wanted) {
                tokenizer.reset();
                tokenizer = std::make_unique<ClipTokenizer>(open_diffusers_folder(wanted).tokenizer_2);
                model = wanted;
            }
            std::size_t tokens = 0;
            const ParsedPrompt prompt = syntax == PromptSyntax::Plain ? plain_prompt(text) : parse_prompt(text);
            for (const PromptPart& part : prompt.parts) {
                tokens += tokenizer->tokenize(part.text).size();
            }
            return static_cast<int>(tokens);
        } catch (const std::exception&) {
            return -1;  // the model's own error is told where the model is chosen
        }
    }
};

TokenCounter::TokenCounter(QObject* parent) : QObject(parent), m_shared(std::make_shared<Shared>()) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelayMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &TokenCounter::run);
}

TokenCounter::~TokenCounter() {
    m_pool.clear();
    m_pool.waitForDone();
}

void TokenCounter::setModel(const std::filesystem::path& model) {
    if (model != m_model) {
        m_model = model;
        m_timer.start();
    }
}

void TokenCounter::count(const QString& text, PromptSyntax syntax) {
    m_text = text;
    m_syntax = syntax;
    m_timer.start();
}

void TokenCounter::run() {
    if (m_model.empty()) {
        return;
    }
    m_pool.start([this, shared = m_shared, model = m_model, text = m_text.toStdString(), syntax = m_syntax,
                  ticket = ++m_ticket] {
        const int tokens = shared->count(model, text, syntax);
        QMetaObject::invokeMethod(this, [this, ticket, tokens] {
            if (ticket == m_ticket) {
                Q_EMIT counted(tokens);
            }
        });
    });
}

}  // namespace burnish::ui
